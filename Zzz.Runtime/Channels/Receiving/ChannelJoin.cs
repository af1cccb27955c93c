using Zzz.Channels.Members;
using Zzz.Channels.Wire;
using Zzz.CompilerServices;
using Zzz.Dispatch;
using Zzz.Json;
using Zzz.Telemetry;

namespace Zzz.Channels.Receiving;

/// <summary>Handles a client's join, from finding the channel to sending the reply.</summary>
internal sealed class ChannelJoin(ChannelRoute route, ChannelClient client)
{
    /// <summary>Joins a topic. The client's earlier membership of the topic ends first.</summary>
    public async ValueTask RunAsync(Envelope join, ChannelMembership? former)
    {
        if (former is not null) await former.CloseByServerAsync();
        if (route.ChannelOf(join.Topic.Span) is not { } channel) Refuse(join, StockReplies.UnmatchedTopic);
        else if (client.Joined.Count >= route.Options.MaxTopicsPerConnection) Refuse(join, StockReplies.TooManyTopics);
        else await EnterAsync(join, new ChannelMembership(client, channel, join.Topic.ToArray(), join.JoinRef.ToArray()));
    }

    private async ValueTask EnterAsync(Envelope join, ChannelMembership membership)
    {
        try
        {
            if (!await membership.IsAllowedAsync(membership.Channel.Guard)) Refuse(join, StockReplies.Unauthorized);
            else if (!membership.TryCreate()) Refuse(join, StockReplies.UnmatchedTopic);
            else if (Answer(join, membership, await membership.Instance.OnJoin(membership, new ChannelMessage(membership.Writer, join)))) return;
        }
        catch (MalformedJsonException malformed)
        {
            Log.MalformedPayload(client.Logger, membership.Channel.Name, malformed);
            client.Writer.Reply(join, ok: false, StockReplies.InvalidPayload);
        }
        catch (Exception exception)
        {
            membership.OnException(Handler.OnJoin, exception);
            client.Writer.Reply(join, ok: false, StockReplies.JoinCrashed);
        }

        await membership.VanishAsync();
    }

    /// <summary>Replies with the result of <c>OnJoin</c>, and returns whether the client has joined.</summary>
    private bool Answer(in Envelope join, ChannelMembership membership, JoinResult result)
    {
        if (result.IsOk) membership.Accept();
        using JsonBuffer? response = result.ResponseType is { } type ? JsonBuffer.Of(result.Response, type, client.Writer.Json) : null;
        if (result.IsOk) membership.Subscribe(); // before the reply, so that a client with the reply misses no broadcast
        client.Writer.Reply(join, result.IsOk, response is null ? StockReplies.Empty : response.Json.Span);
        if (result.IsOk) membership.RunJoined();
        return result.IsOk;
    }

    private void Refuse(in Envelope join, ReadOnlySpan<byte> response)
    {
        Log.RefusedMessage(client.Logger, response);
        client.Writer.Reply(join, ok: false, response);
    }
}
