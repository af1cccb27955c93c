using System.Runtime.CompilerServices;
using Zzz.CompilerServices;
using Zzz.Connection.Closing;
using Zzz.Connection.Ports;
using Zzz.Connection.Sending;
using Zzz.Protocol;

namespace Zzz.Connection.Receiving;

/// <summary>
/// Calls the session for the peer's messages, one at a time and in order. The transport feeds it. Messages that handlers send leave at the end of
/// each batch, before the next batch. Counterpart of <see cref="SendGate"/>.
/// </summary>
internal sealed class ReceiveLoop(
    WsSession session, WsConnection ws, ConnectionParts parts, RateLimiter? limiter) : IReceiver
{
    private readonly ConnectionParts _parts = parts;
    private readonly MessageReader _reader = parts.Reader;
    private readonly SendGate _gate = parts.Gate;
    private readonly CloseHandshake _closing = parts.Closing;
    private readonly RateLimiter? _limiter = limiter;
    private readonly SessionCalls _calls = new(session, ws, parts);

    private enum Next
    {
        /// <summary>All input has been read.</summary>
        Read,

        /// <summary>A task must complete before more is read.</summary>
        Await,

        /// <summary>The peer has closed.</summary>
        End,
    }

    /// <summary>Calls <c>OnOpen</c>, and flushes the messages that it has sent.</summary>
    public async ValueTask OpenAsync()
    {
        _gate.EnterBatch();
        await _calls.OnOpen();
        await EndBatchAsync();
    }

    public ValueTask<bool> FeedAsync(Memory<byte> input)
    {
        _parts.Activity.OnHeard();
        Next next = ReadOn(ref input, out ValueTask pending);
        return next == Next.Await ? AwaitAndReadOnAsync(pending, input) : ValueTask.FromResult(next == Next.Read);
    }

    public ValueTask EndBatchAsync()
    {
        _parts.LetOut();
        return _gate.IsCongested ? RelievedAsync() : default;
    }

    /// <summary>
    /// Stops reading until the peer has taken most of the data that is waiting for it. Meanwhile, the deadline for writes decides whether the peer is
    /// still there.
    /// </summary>
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder))]
    private async ValueTask RelievedAsync()
    {
        _parts.Activity.Pause();
        await _gate.RelievedAsync();
        _parts.Activity.Resume();
    }

    /// <summary>Reads and handles as much of <paramref name="input"/> as possible without waiting.</summary>
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

    /// <remarks>Loops, because one read may contain any number of messages, each of which has to be awaited.</remarks>
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

    /// <summary>Passes a message to the session, unless the connection is closing. The task never fails.</summary>
    private ValueTask Handle(WsMessage message, long compressedSize)
    {
        if (!_closing.HasBegun && _limiter?.TryTake() == false) _closing.OnRateLimit();
        if (_closing.HasBegun)
        {
            _reader.ReleaseMessage();
            return default;
        }

        _parts.Telemetry.Received(message, compressedSize);
        ValueTask handling = _calls.OnMessage(message);
        if (!handling.IsCompletedSuccessfully) return MessageHandledAsync(handling);
        _reader.ReleaseMessage();
        return default;
    }

    /// <summary>Answers a ping or records a pong. Then notifies the session, unless the connection is closing. The task never fails.</summary>
    private ValueTask Hear(MessageEvent control)
    {
        bool isPing = control.Kind == MessageEventKind.Ping;
        if (isPing) _gate.SendPong(control.Payload); // RFC 6455 §5.5.2
        else _parts.KeepAlive.OnPong(control.Payload);
        if (_closing.HasBegun) return default;
        return isPing ? _calls.OnPing(control.Payload) : _calls.OnPong(control.Payload);
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder))]
    private async ValueTask MessageHandledAsync(ValueTask handling)
    {
        await handling;
        _reader.ReleaseMessage();
    }

    private WsMessage MessageOf(MessageEvent found, Memory<byte> input) =>
        WsMessage.Validated(found.MessageKind, found.Start < 0 ? _reader.Message : input.Slice(found.Start, found.Length));
}
