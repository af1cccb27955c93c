using System.Runtime.CompilerServices;
using Zzz.Dispatch;
using Zzz.Protocol;

namespace Zzz.Connection;

/// <summary>
/// Calls the session for what the peer sends, one message at a time and in order. A transport driver feeds it. What handlers send goes out
/// at the end of each batch, and the next batch waits for it. Pair of <see cref="SendGate"/>.
/// </summary>
internal sealed class ReceiveLoop(WsSession session, WsConnection ws, MessageReader reader, SendGate gate, CloseHandshake closing)
{
    private readonly WsSession _session = session;
    private readonly WsConnection _ws = ws;
    private readonly MessageReader _reader = reader;
    private readonly SendGate _gate = gate;
    private readonly CloseHandshake _closing = closing;

    /// <summary>Calls <c>OnOpen</c>, and lets out what it sent.</summary>
    public ValueTask OpenAsync()
    {
        _gate.EnterBatch();
        ValueTask handling = CallOnOpen();
        return handling.IsCompletedSuccessfully ? EndBatchAsync() : Awaited(handling);

        async ValueTask Awaited(ValueTask handling)
        {
            await HandledAsync(handling);
            await EndBatchAsync();
        }
    }

    /// <summary>
    /// Takes the next bytes of the peer, which may be changed; they must stay until the task completes.
    /// <see langword="false"/>: the peer has closed, and nothing more is wanted.
    /// </summary>
    public ValueTask<bool> FeedAsync(Memory<byte> input)
    {
        _closing.OnReceived();
        return ReadOnAsync(input);
    }

    /// <summary>Lets out what the handlers sent, and waits if the peer is slow to take it.</summary>
    public ValueTask EndBatchAsync()
    {
        _gate.LeaveBatch();
        _gate.Flush();
        return _gate.IsCongested ? _gate.RelievedAsync() : default;
    }

    private ValueTask<bool> ReadOnAsync(Memory<byte> input)
    {
        _gate.EnterBatch();
        while (true)
        {
            MessageEvent found = _reader.Read(input.Span, out int consumed);
            switch (found.Kind)
            {
                case MessageEventKind.NeedMore:
                    return ValueTask.FromResult(true);
                case MessageEventKind.Message:
                    ValueTask handling = Dispatch(MessageOf(found, input));
                    if (!handling.IsCompletedSuccessfully || _gate.IsCongested) return AwaitAndReadOnAsync(handling, input[consumed..]);
                    AfterHandler();
                    break;
                case MessageEventKind.Ping or MessageEventKind.Pong:
                    ValueTask hearing = DispatchControl(found);
                    if (!hearing.IsCompletedSuccessfully || _gate.IsCongested) return AwaitAndReadOnAsync(hearing, input[consumed..]);
                    AfterHandler();
                    break;
                case MessageEventKind.Close:
                    _closing.OnPeerClose(found.ClosePayload);
                    return ValueTask.FromResult(false);
                case MessageEventKind.Fault:
                    _reader.Release();
                    _closing.OnFault(found.Fault!);
                    break;
            }

            input = input[consumed..];
        }
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    private async ValueTask<bool> AwaitAndReadOnAsync(ValueTask handling, Memory<byte> rest)
    {
        await HandledAsync(handling);
        if (_gate.IsCongested) await EndBatchAsync();
        return await ReadOnAsync(rest);
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder))]
    private async ValueTask HandledAsync(ValueTask handling)
    {
        try
        {
            if (!handling.IsCompleted)
            {
                _gate.LeaveBatch();
                _gate.Flush();
            }

            await handling;
        }
        catch (Exception exception)
        {
            if (!await IsForgivenAsync(exception)) _closing.OnHandlerException(exception);
        }

        AfterHandler();
    }

    /// <summary>Whether the controller's <c>OnError</c> lets the connection go on. That its transport is gone is no matter for it.</summary>
    private async ValueTask<bool> IsForgivenAsync(Exception exception)
    {
        if (_closing.IsConsequenceOfEnd(exception)) return false;
        _gate.LeaveBatch();
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

    private ValueTask Dispatch(WsMessage message)
    {
        if (_closing.HasBegun) return default;
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

    private ValueTask DispatchControl(MessageEvent found)
    {
        if (found.Kind == MessageEventKind.Ping) _gate.SendPong(found.Payload); // RFC 6455 §5.5.2
        if (_closing.HasBegun) return default;
        _closing.Pause();
        try
        {
            return found.Kind == MessageEventKind.Ping ? _session.OnPing(_ws, found.Payload) : _session.OnPong(_ws, found.Payload);
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

    private void AfterHandler()
    {
        _closing.Resume();
        _reader.ReleaseMessage();
    }
}
