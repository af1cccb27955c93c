using Zzz.Connection;
using Zzz.Connection.Telemetry;
using Zzz.Dispatch;

namespace Zzz.Channels;

/// <summary>Gives the events of one client on one topic to their handlers, if they may pass. A handler that throws ends the membership.</summary>
internal sealed class ChannelEvents
{
    private readonly ChannelPeer _peer;
    private readonly ChannelMembership _membership;
    private readonly RoutedChannel _channel;
    private readonly ChannelLimits? _limits;

    public ChannelEvents(ChannelPeer peer, ChannelMembership membership)
    {
        _peer = peer;
        _membership = membership;
        _channel = membership.Channel;
        _limits = peer.LeftLimits.Take(_channel, membership.TopicUtf8);
    }

    /// <summary>Gives an event to its handler. The task never fails.</summary>
    public ValueTask ReceiveAsync(in Envelope envelope)
    {
        int index = _channel.IndexOf(envelope.Event.Span);
        if (index < 0) return _peer.ReplyAsync(envelope, ok: false, Response.UnmatchedEvent);
        if (_limits?.TryTake(index) == false) return _peer.LimitAsync(envelope);
        return _channel.Events[index].Guard is { } guard ? JudgeAsync(guard, index, envelope) : HandleAsync(index, envelope);
    }

    /// <summary>No event comes any more.</summary>
    public void End() => _peer.LeftLimits.Keep(_channel, _membership.TopicUtf8, _limits);

    private async ValueTask JudgeAsync(IChannelGuard guard, int index, Envelope envelope)
    {
        try
        {
            if (!await _membership.IsAllowedAsync(guard))
            {
                await _peer.ReplyAsync(envelope, ok: false, Response.Unauthorized);
                return;
            }
        }
        catch (Exception exception)
        {
            await FailAsync(envelope, exception);
            return;
        }

        await HandleAsync(index, envelope);
    }

    private ValueTask HandleAsync(int index, in Envelope envelope)
    {
        try
        {
            ValueTask handling = _membership.Instance.OnEvent(index, _membership, new ChannelMessage(_membership, envelope));
            return handling.IsCompletedSuccessfully ? default : HandledAsync(handling, envelope);
        }
        catch (Exception exception)
        {
            return FailAsync(envelope, exception);
        }
    }

    private async ValueTask HandledAsync(ValueTask handling, Envelope envelope)
    {
        try
        {
            await handling;
        }
        catch (Exception exception)
        {
            await FailAsync(envelope, exception);
        }
    }

    /// <summary>A handler could not be given what the client sent, or threw: then the topic is left.</summary>
    private ValueTask FailAsync(in Envelope envelope, Exception exception)
    {
        if (exception is MalformedJsonException)
        {
            Log.MalformedPayload(_peer.Route.Logger, _channel.Name, exception);
            return _peer.ReplyAsync(envelope, ok: false, Response.InvalidPayload);
        }

        _membership.OnException(Handler.On, exception);
        return _membership.CrashAsync();
    }
}
