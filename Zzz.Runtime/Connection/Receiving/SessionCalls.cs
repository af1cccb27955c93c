using System.Runtime.CompilerServices;
using Zzz.CompilerServices;
using Zzz.Dispatch;
using Zzz.Telemetry;

namespace Zzz.Connection.Receiving;

/// <summary>
/// Calls the handlers of a session, all in the same way: the peer's silence does not count meanwhile, the call is measured, and an exception is
/// passed to <c>OnError</c>. The tasks never fail.
/// </summary>
internal sealed class SessionCalls(WsSession session, WsConnection ws, ConnectionParts parts)
{
    public ValueTask OnOpen() => Run(parts.Telemetry.Begin(Handler.OnOpen), Handler.OnOpen);

    public ValueTask OnMessage(WsMessage message)
    {
        parts.Activity.OnMessage();
        return Run(parts.Telemetry.Begin(message), Handler.OnMessage, message);
    }

    public ValueTask OnPing(ReadOnlySpan<byte> payload) => Run(parts.Telemetry.Begin(Handler.OnPing), Handler.OnPing, payload: payload);

    public ValueTask OnPong(ReadOnlySpan<byte> payload) => Run(parts.Telemetry.Begin(Handler.OnPong), Handler.OnPong, payload: payload);

    private ValueTask Run(HandlerRun run, Handler handler, WsMessage message = default, ReadOnlySpan<byte> payload = default)
    {
        parts.Activity.Pause();
        ValueTask handling = Call(handler, message, payload);
        run.Leave();
        if (!handling.IsCompletedSuccessfully) return HandledAsync(handling, run);
        run.End();
        parts.Activity.Resume();
        return default;
    }

    private ValueTask Call(Handler handler, WsMessage message, ReadOnlySpan<byte> payload)
    {
        try
        {
            return handler switch
            {
                Handler.OnMessage => session.OnMessage(ws, message),
                Handler.OnPing => session.OnPing(ws, payload),
                Handler.OnPong => session.OnPong(ws, payload),
                _ => session.OnOpen(ws),
            };
        }
        catch (Exception exception)
        {
            return ValueTask.FromException(exception);
        }
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder))]
    private async ValueTask HandledAsync(ValueTask handling, HandlerRun run)
    {
        try
        {
            if (!handling.IsCompleted) parts.LetOut();
            await handling;
            run.End();
        }
        catch (Exception exception)
        {
            run.End(parts.Closing.IsConsequenceOfEnd(exception) ? null : exception);
            if (!await IsForgivenAsync(exception)) parts.Closing.OnHandlerException(exception);
        }

        parts.Activity.Resume();
    }

    /// <summary>
    /// Whether <c>OnError</c> keeps the connection open. If the exception is only a consequence of the connection's end, <c>OnError</c> is not
    /// called.
    /// </summary>
    private async ValueTask<bool> IsForgivenAsync(Exception exception)
    {
        if (parts.Closing.IsConsequenceOfEnd(exception)) return false;
        parts.LetOut();
        try
        {
            return await session.OnError(ws, exception);
        }
        catch (Exception another)
        {
            parts.Closing.OnHandlerException(another);
            return false;
        }
    }
}
