using Microsoft.Extensions.Logging;
using Zzz.Channels.Members;
using Zzz.Channels.Routing;
using Zzz.Channels.Sending;
using Zzz.Channels.Wire;
using Zzz.CompilerServices;
using Zzz.Connection;
using Zzz.Dispatch;
using Zzz.Json;
using Zzz.Protocol;
using Zzz.Telemetry;

namespace Zzz.Channels.Receiving;

/// <summary>Checks a client's events against rate limits and guards, and calls their handlers. An exception ends the membership.</summary>
internal sealed class EventDispatcher(ServerConnection connection, ChannelWriter writer, RateLimitAction onRateLimit, ILogger logger)
{
    private static readonly ProtocolFault TooManyMessages = new(WsCloseCode.PolicyViolation, "rate limited", "RateLimit");

    /// <summary>Calls the handler of an event. The task never fails.</summary>
    public ValueTask ReceiveAsync(ChannelMembership membership, in Envelope envelope)
    {
        RoutedChannel channel = membership.Channel;
        int index = channel.IndexOf(envelope.Event.Span);
        if (index < 0) return Refuse(envelope, StockReplies.UnmatchedEvent);
        if (membership.Limits?.TryTake(index) == false) return Limit(envelope);
        return channel.Events[index].Guard is { } guard
            ? JudgeAsync(guard, index, membership, envelope)
            : HandleAsync(index, membership, envelope);
    }

    /// <summary>Answers a message that exceeds a rate limit with an error, or closes the connection. Completes at once.</summary>
    public ValueTask Limit(in Envelope envelope)
    {
        if (onRateLimit == RateLimitAction.Drop) return Refuse(envelope, StockReplies.RateLimited);
        connection.Fail(TooManyMessages);
        return default;
    }

    /// <summary>Answers a message with an error. Completes at once.</summary>
    public ValueTask Refuse(in Envelope envelope, ReadOnlySpan<byte> response)
    {
        Log.RefusedMessage(logger, response);
        writer.Reply(envelope, ok: false, response);
        return default;
    }

    private async ValueTask JudgeAsync(IChannelGuard guard, int index, ChannelMembership membership, Envelope envelope)
    {
        try
        {
            if (!await membership.IsAllowedAsync(guard))
            {
                await Refuse(envelope, StockReplies.Unauthorized);
                return;
            }
        }
        catch (Exception exception)
        {
            await FailAsync(membership, envelope, exception);
            return;
        }

        await HandleAsync(index, membership, envelope);
    }

    private ValueTask HandleAsync(int index, ChannelMembership membership, in Envelope envelope)
    {
        try
        {
            ValueTask handling = membership.Instance.OnEvent(index, membership, new ChannelMessage(membership.Writer, envelope));
            return handling.IsCompletedSuccessfully ? default : HandledAsync(handling, membership, envelope);
        }
        catch (Exception exception)
        {
            return FailAsync(membership, envelope, exception);
        }
    }

    private async ValueTask HandledAsync(ValueTask handling, ChannelMembership membership, Envelope envelope)
    {
        try
        {
            await handling;
        }
        catch (Exception exception)
        {
            await FailAsync(membership, envelope, exception);
        }
    }

    /// <summary>Refuses a payload that the handler cannot read, or ends the membership after any other exception.</summary>
    private ValueTask FailAsync(ChannelMembership membership, in Envelope envelope, Exception exception)
    {
        if (exception is MalformedJsonException)
        {
            Log.MalformedPayload(logger, membership.Channel.Name, exception);
            writer.Reply(envelope, ok: false, StockReplies.InvalidPayload);
            return default;
        }

        if (membership.IsCancelledByClose(exception)) return default; // phx_close follows
        membership.OnException(Handler.On, exception);
        return membership.CrashAsync();
    }
}
