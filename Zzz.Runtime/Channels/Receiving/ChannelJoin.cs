using Zzz.Channels.History;
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
    private static readonly byte[] NoResponse = StockReplies.Empty.ToArray();

    /// <summary>Joins a topic. If the client is already on the topic, that membership ends first.</summary>
    public async ValueTask RunAsync(Envelope join, ChannelMembership? former)
    {
        if (former is not null) await former.CloseByServerAsync();
        if (route.ChannelOf(join.Topic.Span) is not { } channel) Refuse(join, StockReplies.UnmatchedTopic);
        else if (client.Joined.Count >= route.Options.MaxTopicsPerConnection) Refuse(join, StockReplies.TooManyTopics);
        else if (!RecoveryRequest.TryRead(join.Extension.Span, out RecoveryRequest? recovery)) Refuse(join, StockReplies.InvalidPosition);
        else await EnterAsync(join, recovery, new ChannelMembership(client, channel, join.Topic.ToArray(), join.JoinRef.ToArray(), recovery));
    }

    private async ValueTask EnterAsync(Envelope join, RecoveryRequest? request, ChannelMembership membership)
    {
        try
        {
            if (!await membership.IsAllowedAsync(membership.Channel.Guard)) Refuse(join, StockReplies.Unauthorized);
            else if (!membership.TryCreate()) Refuse(join, StockReplies.UnmatchedTopic);
            else if (await AnswerAsync(join, request, membership)) return;
        }
        catch (MalformedJsonException malformed)
        {
            Log.MalformedPayload(client.Logger, membership.Channel.Name, malformed);
            client.Writer.Reply(join, ok: false, StockReplies.InvalidPayload);
        }
        catch (Exception exception)
        {
            Fail(join, membership, exception);
        }

        await membership.VanishAsync();
    }

    /// <summary>Calls <c>OnJoin</c>, and returns whether it accepts the client. If not, the client has been sent the reply.</summary>
    private async ValueTask<bool> AnswerAsync(Envelope join, RecoveryRequest? request, ChannelMembership membership)
    {
        JoinResult result = await membership.Instance.OnJoin(membership, new ChannelMessage(membership.Writer, join));
        if (result.IsOk) membership.Accept();
        using JsonBuffer? buffer = result.ResponseType is { } type ? JsonBuffer.Of(result.Response, type, client.Writer.Json) : null;
        ReadOnlyMemory<byte> response = buffer?.Json ?? NoResponse;
        if (!result.IsOk)
        {
            client.Writer.Reply(join, ok: false, response.Span);
            return false;
        }

        Task ready = membership.ReadyAsync();
        if (ready.IsCompleted) await LetInAsync(join, response, membership, request);
        else membership.Entry = LetInLaterAsync(ready, join.ForReply(), response.ToArray(), membership, request);
        return true;
    }

    /// <summary>Lets the client in when its node has subscribed to the topic. Messages on other topics do not wait for that.</summary>
    private async Task LetInLaterAsync(
        Task ready, Envelope join, ReadOnlyMemory<byte> response, ChannelMembership membership, RecoveryRequest? request)
    {
        await ready;
        await client.Turn.TakeAsync();
        try
        {
            if (membership.IsOver) return;
            await LetInAsync(join, response, membership, request);
            _ = client.Hub.ReadyAsync(membership.Topic); // the subscription may have ended while another handler had the turn
        }
        catch (Exception exception)
        {
            Fail(join, membership, exception);
            await membership.VanishAsync();
        }
        finally
        {
            client.Turn.Release();
        }
    }

    private async ValueTask LetInAsync(Envelope join, ReadOnlyMemory<byte> response, ChannelMembership membership, RecoveryRequest? request)
    {
        if (membership.Recovery is { } recovery) await RecoverAsync(join, response, membership, recovery);
        else Enter(join, response, membership, request?.Since is null ? default : StockReplies.NoHistory);
        membership.RunJoined();
    }

    private void Enter(in Envelope join, ReadOnlyMemory<byte> response, ChannelMembership membership, ReadOnlySpan<byte> extension)
    {
        membership.Subscribe(); // before the reply, so that a client with the reply misses no broadcast
        client.Writer.Reply(join, ok: true, response.Span, extension);
    }

    /// <summary>Lets the client in, and sends it what it has missed, in one turn of the topic: no broadcast comes in between.</summary>
    private async ValueTask RecoverAsync(Envelope join, ReadOnlyMemory<byte> response, ChannelMembership membership, TopicRecovery recovery)
    {
        recovery.TryPin();
        if (recovery.Bytes > 0) await client.Connection.RoomAsync(recovery.Bytes + response.Length, client.Connection.Closed);
        using (FeedTurn turn = recovery.Enter())
        {
            Enter(join, response, membership, recovery.Decide(turn, response.Length));
            recovery.DeliverTo(membership.Writer, turn);
        }

        if (recovery.Outcome is { } outcome) client.Connection.CountRecovery(outcome, recovery.Recovered);
    }

    private void Fail(in Envelope join, ChannelMembership membership, Exception exception)
    {
        membership.OnException(Handler.OnJoin, exception);
        client.Writer.Reply(join, ok: false, StockReplies.JoinCrashed);
    }

    private void Refuse(in Envelope join, ReadOnlySpan<byte> response)
    {
        Log.RefusedMessage(client.Logger, response);
        client.Writer.Reply(join, ok: false, response);
    }
}
