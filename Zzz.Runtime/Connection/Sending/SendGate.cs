using System.Runtime.CompilerServices;
using System.Text;
using Zzz.Connection.Ports;
using Zzz.Connection.Receiving;
using Zzz.Connection.Timing;
using Zzz.Protocol;
using Zzz.Telemetry;

namespace Zzz.Connection.Sending;

/// <summary>
/// Where all that a connection sends passes, from whatever thread, one frame at a time. Frames gather here and go to the transport in one
/// piece: at the end of the receive loop's batch, or soon, by <see cref="FlushQueue"/>, if another thread sends. Pair of <see cref="ReceiveLoop"/>.
/// </summary>
internal sealed class SendGate : FlushEntry
{
    /// <summary>No more than this gathers before it goes out, and the receive loop reads no more while this much waits.</summary>
    private const int FlushThreshold = 64 * 1024;

    private const int MaxWritesInRow = 8;

    private const string Transport = "a transport";

    private readonly Lock _lock = new();
    private readonly ITransport _transport;
    private readonly TimerWheel _wheel;
    private readonly int _maxBufferedBytes;
    private readonly CloseState _close;
    private readonly MessageWriter _writer;
    private volatile ReliefSignal? _relief;
    private readonly ConnectionTelemetry? _telemetry;
    private Action? _onWritten;
    private Outbox _outbox;

    /// <summary>What the outbox holds. It is kept apart because it is read without the lock, while frames may be changing places.</summary>
    private volatile int _bufferedBytes;

    private ValueTaskAwaiter<int> _write;
    private bool _gone;
    private volatile bool _queued;
    private long? _pendingSince;
    private int _batchThread;
    private TaskCompletionSource? _room;

    /// <summary>How what was added leaves.</summary>
    private enum Way
    {
        Now,
        Soon,
        WithOthers,
    }

    public SendGate(ITransport transport, TimerWheel wheel, CloseState close, int maxBufferedBytes, Compressor? compressor = null, ConnectionTelemetry? telemetry = null)
    {
        _transport = transport;
        _wheel = wheel;
        _maxBufferedBytes = maxBufferedBytes;
        _close = close;
        _writer = new MessageWriter(close, compressor);
        _telemetry = telemetry;
        _outbox = new Outbox(_writer, maxBufferedBytes);
    }

    /// <summary>The tick since which the transport takes nothing of what is given to it, or <see langword="null"/> if it keeps nothing waiting.</summary>
    public long? PendingSince
    {
        get
        {
            lock (_lock) return _pendingSince;
        }
    }

    /// <summary>What waits for the transport, in bytes.</summary>
    public int BufferedBytes => _bufferedBytes;

    /// <summary>So much waits that the receive loop should let it drain before it goes on.</summary>
    public bool IsCongested => Backlog >= FlushThreshold;

    /// <summary>
    /// What the receive loop is held back by. After a close frame nothing is added, so the loop goes on although much may wait: it has to
    /// see the peer's answer, or its end.
    /// </summary>
    public int Backlog => _close.IsSent ? Math.Min(_bufferedBytes, FlushThreshold - 1) : _bufferedBytes;

    private bool IsInBatch => _batchThread == Environment.CurrentManagedThreadId;

    /// <summary>From now on what this thread sends waits for <see cref="Flush"/>.</summary>
    public void EnterBatch() => _batchThread = Environment.CurrentManagedThreadId;

    public void LeaveBatch() => _batchThread = 0;

    /// <summary>Sends a message; <see cref="WsSendResult.Dropped"/> if there is no room.</summary>
    public WsSendResult TrySend(WsMessageKind kind, ReadOnlySpan<byte> payload, bool compress = true)
    {
        FlushUnlessRoomFor(payload.Length);
        Way way;
        lock (_lock)
        {
            WsSendResult admitted = Admit(payload.Length);
            if (admitted != WsSendResult.Sent) return admitted;
            _outbox.WriteMessage(kind, payload, compress);
            way = Added();
        }

        Go(way);
        _telemetry?.Sent(kind, payload);
        return WsSendResult.Sent;
    }

    /// <summary>Sends a text message; <see cref="WsSendResult.Dropped"/> if there is no room.</summary>
    public WsSendResult TrySend(ReadOnlySpan<char> text, bool compress = true)
    {
        int length = Encoding.UTF8.GetByteCount(text);
        FlushUnlessRoomFor(length);
        Way way;
        lock (_lock)
        {
            WsSendResult admitted = Admit(length);
            if (admitted != WsSendResult.Sent) return admitted;
            _outbox.WriteText(text, length, compress);
            way = Added();
        }

        Go(way);
        _telemetry?.Sent(text);
        return WsSendResult.Sent;
    }

    /// <summary>Sends a message that other connections get too; <see cref="WsSendResult.Dropped"/> if there is no room.</summary>
    public WsSendResult TrySend(PreparedMessage message)
    {
        FlushUnlessRoomFor(message.PayloadLength);
        Way way;
        lock (_lock)
        {
            WsSendResult admitted = Admit(message.PayloadLength);
            if (admitted != WsSendResult.Sent) return admitted;
            _outbox.Add(message);
            way = Added();
        }

        Go(way);
        _telemetry?.Sent(message.Kind, message.Payload);
        return WsSendResult.Sent;
    }

    /// <summary>Answers a ping, unless there is no room: only the latest ping has to be answered (RFC 6455 §5.5.3).</summary>
    public void SendPong(ReadOnlySpan<byte> payload)
    {
        FlushUnlessRoomFor(payload.Length);
        Way way;
        lock (_lock)
        {
            if (Admit(payload.Length) != WsSendResult.Sent) return;
            MessageWriter.WritePong(ref _outbox.Gathered(), payload);
            way = Added();
        }

        Go(way);
    }

    /// <summary>Asks the peer for a sign of life, unless so much waits that it would not see the ping for long.</summary>
    public bool TrySendPing(ReadOnlySpan<byte> payload)
    {
        Way way;
        lock (_lock)
        {
            if (_pendingSince is not null || IsCongested || Admit(payload.Length) != WsSendResult.Sent) return false;
            MessageWriter.WritePing(ref _outbox.Gathered(), payload);
            way = Added();
        }

        Go(way);
        return true;
    }

    /// <summary>Sends the close frame, for which there is always room; <see langword="false"/> if it was sent before.</summary>
    public bool SendClose(ClosePayload payload)
    {
        lock (_lock)
        {
            if (_gone || _close.IsSent) return false; // RFC 6455 §5.5.1
            _writer.WriteClose(ref _outbox.Gathered(), payload);
            CountBuffered();
        }

        if (!IsInBatch) Flush();
        Wake();
        return true;
    }

    /// <summary>Waits until there may be room for a message that there was none for.</summary>
    public async ValueTask RoomAsync(CancellationToken cancellationToken)
    {
        Flush();
        Task room;
        lock (_lock)
        {
            if (!_outbox.IsLeaving || _close.IsSent || _gone) return;
            _room ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            room = _room.Task;
        }

        await room.WaitAsync(cancellationToken);
    }

    /// <summary>Completes when less than a batch waits. For the receive loop alone.</summary>
    public ValueTask RelievedAsync() => WaitAsync(FlushThreshold - 1);

    /// <summary>Completes when nothing waits. For the receive loop alone.</summary>
    public ValueTask EmptiedAsync() => WaitAsync(0);

    /// <summary>
    /// Hands what has gathered to the transport, and again what gathered meanwhile, until nothing is left or a write has to wait. Who sends
    /// faster than this thread writes does not keep it: after some writes others have their turn.
    /// </summary>
    public void Flush()
    {
        for (int writes = 0; writes < MaxWritesInRow; writes++)
        {
            if (!TryBeginWrite(out ReadOnlyMemory<byte> bytes, out Traffic traffic)) return;
            bool ended = EndsAtOnce(Send(bytes));
            _telemetry?.Metrics.Sent.Add(traffic);
            if (!ended) return;
        }

        FlushLater();
    }

    /// <remarks>Never throws, because other gates come after this one.</remarks>
    public override void FlushQueued()
    {
        _queued = false;
        try
        {
            Flush();
        }
        catch (Exception exception)
        {
            Failed(exception); // what waits cannot be written, so nothing that follows could be
            Shut();
        }
    }

    /// <summary>Drops what waits; from now on nothing can be sent.</summary>
    public void Shut()
    {
        lock (_lock)
        {
            _gone = true;
            _outbox.Clear();
            _writer.Release();
            CountBuffered();
        }

        Wake();
    }

    private WsSendResult Admit(int payloadLength)
    {
        if (_gone || _close.IsSent) return WsSendResult.Closed; // RFC 6455 §5.5.1
        return HasRoomFor(payloadLength) ? WsSendResult.Sent : WsSendResult.Dropped;
    }

    private bool HasRoomFor(int payloadLength) =>
        _bufferedBytes == 0 || _bufferedBytes + (long)FrameWriter.FrameSize(payloadLength) <= _maxBufferedBytes;

    /// <summary>What has only gathered for the end of a batch shows nothing about the peer: it goes out before it takes anyone's room.</summary>
    private void FlushUnlessRoomFor(int payloadLength)
    {
        if (!HasRoomFor(payloadLength)) Flush();
    }

    private void CountBuffered() => _bufferedBytes = _outbox.Length;

    /// <summary>Decides, under the lock, how what was added leaves. A write that is under way is followed by another, and a batch by a flush.</summary>
    private Way Added()
    {
        CountBuffered();
        if (_outbox.IsFull || _bufferedBytes >= FlushThreshold) return Way.Now;
        if (_queued || _outbox.IsLeaving || IsInBatch) return Way.WithOthers;
        _queued = true;
        return Way.Soon;
    }

    /// <remarks>Comes right after <see cref="Added"/>: if a log failed in between, a gate that counts as queued would never be flushed.</remarks>
    private void Go(Way way)
    {
        if (way == Way.Now) Flush();
        else if (way == Way.Soon) FlushQueue.Shared.Add(this);
    }

    private void FlushLater()
    {
        lock (_lock)
        {
            if (_bufferedBytes == 0 || _queued || _outbox.IsLeaving) return;
            _queued = true;
        }

        FlushQueue.Shared.Add(this);
    }

    private ValueTask WaitAsync(int atMost)
    {
        Flush();
        if (Backlog <= atMost) return default;
        ReliefSignal relief = _relief ??= new ReliefSignal();
        ValueTask waiting = relief.WaitAsync(atMost);
        relief.Set(Backlog);
        return waiting;
    }

    private bool TryBeginWrite(out ReadOnlyMemory<byte> bytes, out Traffic traffic)
    {
        lock (_lock)
        {
            bytes = _outbox.BeginWrite(out traffic);
            if (bytes.IsEmpty) return false;
            CountBuffered();
            return true;
        }
    }

    /// <summary>A transport that throws, which none should, has failed: the connection ends with it, and nobody else.</summary>
    private ValueTask<int> Send(ReadOnlyMemory<byte> bytes)
    {
        try
        {
            return _transport.SendAsync(bytes);
        }
        catch (Exception exception)
        {
            return ValueTask.FromResult(Failed(exception));
        }
    }

    private int Failed(Exception exception)
    {
        ObserverFailure.Report(Transport, exception);
        try
        {
            _transport.Abort();
        }
        catch (Exception another)
        {
            ObserverFailure.Report(Transport, another);
        }

        return 0;
    }

    private bool EndsAtOnce(ValueTask<int> write)
    {
        if (write.IsCompletedSuccessfully)
        {
            EndWrite(write.Result);
            return true;
        }

        lock (_lock) _pendingSince = _wheel.Now;
        _write = write.GetAwaiter();
        _write.UnsafeOnCompleted(_onWritten ??= OnWritten);
        return false;
    }

    private void EndWrite(int taken)
    {
        bool hasRest;
        lock (_lock)
        {
            hasRest = _outbox.EndWrite(_gone ? 0 : taken);
            _pendingSince = null;
            CountBuffered();
        }

        if (taken == 0) Shut();
        else if (!hasRest) Wake();
    }

    private void OnWritten()
    {
        int taken;
        try
        {
            taken = _write.GetResult();
        }
        catch (Exception exception)
        {
            taken = Failed(exception);
        }

        EndWrite(taken);
        Flush();
    }

    /// <summary>Lets those go on who wait for room or for the drain. Never on this thread, which may be any sender's.</summary>
    private void Wake()
    {
        TaskCompletionSource? room;
        lock (_lock) (room, _room) = (_room, null);
        room?.SetResult();
        _relief?.Set(Backlog);
    }
}
