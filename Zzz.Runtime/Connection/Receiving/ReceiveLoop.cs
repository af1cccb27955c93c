using System.Runtime.CompilerServices;
using Zzz.CompilerServices;
using Zzz.Connection.Closing;
using Zzz.Connection.Ports;
using Zzz.Connection.Sending;
using Zzz.Dispatch;
using Zzz.Protocol;
using Zzz.Telemetry;

namespace Zzz.Connection.Receiving;

/// <summary>
/// Calls the session for what the peer sends, one message at a time and in order. A transport driver feeds it. What handlers send goes out
/// at the end of each batch, and the next batch waits for it. Pair of <see cref="SendGate"/>.
/// </summary>
internal sealed class ReceiveLoop(
    WsSession session, WsConnection ws, MessageReader reader, SendGate gate, CloseHandshake closing, KeepAlive keepAlive,
    WsRateLimit? rateLimit, TimeProvider time, ConnectionTelemetry telemetry) : IReceiver
{
    private readonly WsSession _session = session;
    private readonly WsConnection _ws = ws;
    private readonly MessageReader _reader = reader;
    private readonly SendGate _gate = gate;
    private readonly CloseHandshake _closing = closing;
    private readonly KeepAlive _keepAlive = keepAlive;
    private readonly TimeProvider _time = time;
    private readonly ConnectionTelemetry _telemetry = telemetry;
    private readonly bool _isLimited = rateLimit is not null;
    private Traffic _traffic;
    private TokenBucket _tokens = rateLimit is null ? default : new TokenBucket(rateLimit, time);

    private enum Next
    {
        /// <summary>All is read.</summary>
        Read,

        /// <summary>Something has to end before more is read.</summary>
        Await,

        /// <summary>The peer has closed.</summary>
        End,
    }

    /// <summary>Calls <c>OnOpen</c>, and lets out what it sent.</summary>
    public async ValueTask OpenAsync()
    {
        _gate.EnterBatch();
        HandlerRun run = _telemetry.Begin(Handler.OnOpen);
        await HandledAsync(CallOnOpen(), run);
        await EndBatchAsync();
    }

    public ValueTask<bool> FeedAsync(Memory<byte> input)
    {
        _closing.OnReceived();
        Next next = ReadOn(ref input, out ValueTask pending);
        return next == Next.Await ? AwaitAndReadOnAsync(pending, input) : ValueTask.FromResult(next == Next.Read);
    }

    public ValueTask EndBatchAsync()
    {
        LetOut();
        return _gate.IsCongested ? RelievedAsync() : default;
    }

    /// <summary>Reads nothing until the peer has taken most of what waits for it. The deadline of the write judges the peer meanwhile.</summary>
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder))]
    private async ValueTask RelievedAsync()
    {
        _closing.Pause();
        await _gate.RelievedAsync();
        _closing.Resume();
    }

    private void LetOut()
    {
        _gate.LeaveBatch();
        _gate.Flush();
        _telemetry.Metrics.Received.Add(_traffic.Take());
    }

    /// <summary>Reads and handles as much of <paramref name="input"/> as needs no waiting.</summary>
    private Next ReadOn(ref Memory<byte> input, out ValueTask pending)
    {
        _gate.EnterBatch();
        pending = default;
        do
        {
            MessageEvent found = _reader.Read(input.Span, out int consumed);
            switch (found.Kind)
            {
                case MessageEventKind.NeedMore:
                    return Next.Read;
                case MessageEventKind.Message:
                    pending = Handle(MessageOf(found, input), found.CompressedSize);
                    break;
                case MessageEventKind.Ping or MessageEventKind.Pong:
                    pending = Hear(found);
                    break;
                case MessageEventKind.Close:
                    _closing.OnPeerClose(found.ClosePayload);
                    return Next.End; // RFC 6455 §5.5.1
                case MessageEventKind.Fault:
                    _reader.Release();
                    _closing.OnFault(found.Fault!);
                    break;
            }

            input = input[consumed..];
        }
        while (pending.IsCompletedSuccessfully && !_gate.IsCongested);
        return Next.Await;
    }

    /// <remarks>A loop, because one read may bring any number of messages, each of which has to be awaited.</remarks>
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    private async ValueTask<bool> AwaitAndReadOnAsync(ValueTask pending, Memory<byte> rest)
    {
        Next next;
        do
        {
            await pending;
            if (_gate.IsCongested) await EndBatchAsync();
            next = ReadOn(ref rest, out pending);
        }
        while (next == Next.Await);
        return next == Next.Read;
    }

    /// <summary>Gives a message to the session, unless the connection is closing. The task never fails.</summary>
    private ValueTask Handle(WsMessage message, long compressedSize)
    {
        if (_isLimited && !_closing.HasBegun && !_tokens.TryTake(_time.GetTimestamp())) _closing.OnRateLimit();
        if (_closing.HasBegun)
        {
            _reader.ReleaseMessage();
            return default;
        }

        _telemetry.Received(message);
        _traffic.Count(message.Kind, message.Payload.Length, compressedSize);
        HandlerRun run = _telemetry.Begin(message);
        ValueTask handling = CallOnMessage(message);
        run.Leave();
        if (!handling.IsCompletedSuccessfully) return MessageHandledAsync(handling, run);
        run.End();
        _closing.Resume();
        _reader.ReleaseMessage();
        return default;
    }

    /// <summary>Answers a ping or notes a pong, and tells the session, unless the connection is closing. The task never fails.</summary>
    private ValueTask Hear(MessageEvent control)
    {
        if (control.Kind == MessageEventKind.Ping) _gate.SendPong(control.Payload); // RFC 6455 §5.5.2
        else _keepAlive.OnPong(control.Payload);
        if (_closing.HasBegun) return default;

        HandlerRun run = _telemetry.Begin(control.Kind == MessageEventKind.Ping ? Handler.OnPing : Handler.OnPong);
        ValueTask hearing = CallOnControl(control);
        if (!hearing.IsCompletedSuccessfully) return HandledAsync(hearing, run);
        run.End();
        _closing.Resume();
        return default;
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder))]
    private async ValueTask MessageHandledAsync(ValueTask handling, HandlerRun run)
    {
        await HandledAsync(handling, run);
        _reader.ReleaseMessage();
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder))]
    private async ValueTask HandledAsync(ValueTask handling, HandlerRun run)
    {
        try
        {
            if (!handling.IsCompleted) LetOut();
            await handling;
            run.End();
        }
        catch (Exception exception)
        {
            run.End(_closing.IsConsequenceOfEnd(exception) ? null : exception);
            if (!await IsForgivenAsync(exception)) _closing.OnHandlerException(exception);
        }

        _closing.Resume();
    }

    /// <summary>Whether the controller's <c>OnError</c> lets the connection go on. That its transport is gone is no matter for it.</summary>
    private async ValueTask<bool> IsForgivenAsync(Exception exception)
    {
        if (_closing.IsConsequenceOfEnd(exception)) return false;
        LetOut();
        try
        {
            return await _session.OnError(_ws, exception);
        }
        catch (Exception another)
        {
            _closing.OnHandlerException(another);
            return false;
        }
    }

    private WsMessage MessageOf(MessageEvent found, Memory<byte> input) =>
        WsMessage.Validated(found.MessageKind, found.Start < 0 ? _reader.Message : input.Slice(found.Start, found.Length));

    private ValueTask CallOnMessage(WsMessage message)
    {
        _keepAlive.OnMessage();
        _closing.Pause();
        try
        {
            return _session.OnMessage(_ws, message);
        }
        catch (Exception exception)
        {
            return ValueTask.FromException(exception);
        }
    }

    private ValueTask CallOnControl(MessageEvent control)
    {
        _closing.Pause();
        try
        {
            return control.Kind == MessageEventKind.Ping ? _session.OnPing(_ws, control.Payload) : _session.OnPong(_ws, control.Payload);
        }
        catch (Exception exception)
        {
            return ValueTask.FromException(exception);
        }
    }

    private ValueTask CallOnOpen()
    {
        _closing.Pause();
        try
        {
            return _session.OnOpen(_ws);
        }
        catch (Exception exception)
        {
            return ValueTask.FromException(exception);
        }
    }
}
