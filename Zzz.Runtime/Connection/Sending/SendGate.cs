using Zzz.Connection.Ports;
using Zzz.Connection.Receiving;
using Zzz.Connection.Timing;
using Zzz.Protocol;
using Zzz.Telemetry;

namespace Zzz.Connection.Sending;

/// <summary>
/// The single exit of a connection. Any thread may send, and frames never interleave. The gate adds messages to the <see cref="Outbox"/> while there
/// is room, and <see cref="WriteLoop"/> writes them. Counterpart of <see cref="ReceiveLoop"/>.
/// </summary>
internal sealed class SendGate
{
    private readonly CloseState _close;
    private readonly int _maxBufferedBytes;
    private readonly ConnectionTelemetry? _telemetry;
    private readonly Outbox _outbox;
    private readonly BackPressure _pressure;
    private readonly WriteLoop _writes;

    public SendGate(
        ITransport transport, TimerWheel wheel, CloseState close, int maxBufferedBytes, Compressor? compressor = null, ConnectionTelemetry? telemetry = null)
    {
        _close = close;
        _maxBufferedBytes = maxBufferedBytes;
        _telemetry = telemetry;
        _outbox = new Outbox(new MessageWriter(close, compressor), maxBufferedBytes);
        _pressure = new BackPressure(_outbox, close);
        _writes = new WriteLoop(_outbox, _pressure, transport, wheel, telemetry);
    }

    /// <inheritdoc cref="WriteLoop.PendingSince"/>
    public long? PendingSince => _writes.PendingSince;

    /// <summary>How many bytes are waiting for the transport.</summary>
    public int BufferedBytes => _outbox.BufferedBytes;

    /// <inheritdoc cref="BackPressure.IsCongested"/>
    public bool IsCongested => _pressure.IsCongested;

    /// <inheritdoc cref="WriteLoop.EnterBatch"/>
    public void EnterBatch() => _writes.EnterBatch();

    public void LeaveBatch() => _writes.LeaveBatch();

    /// <summary>Sends a message. Returns <see cref="WsSendResult.Dropped"/> if there is no room.</summary>
    public WsSendResult TrySend(WsMessageKind kind, ReadOnlySpan<byte> payload, bool compress = true) =>
        Post(new OutgoingMessage(kind, payload, compress));

    /// <summary>Sends a text message. Returns <see cref="WsSendResult.Dropped"/> if there is no room.</summary>
    public WsSendResult TrySend(ReadOnlySpan<char> text, bool compress = true) => Post(new OutgoingText(text, compress));

    /// <summary>Sends a message that other connections receive too. Returns <see cref="WsSendResult.Dropped"/> if there is no room.</summary>
    public WsSendResult TrySend(PreparedMessage message) => Post(new OutgoingPrepared(message));

    /// <summary>Answers a ping, unless there is no room: only the latest ping has to be answered (RFC 6455 §5.5.3).</summary>
    public void SendPong(ReadOnlySpan<byte> payload) => Post(new OutgoingControl(Opcode.Pong, payload));

    /// <summary>Sends a ping, unless so many bytes are waiting that the peer would see the ping late.</summary>
    public bool TrySendPing(ReadOnlySpan<byte> payload) =>
        PendingSince is null && !IsCongested && Post(new OutgoingControl(Opcode.Ping, payload)) == WsSendResult.Sent;

    /// <summary>Sends the close frame, for which there is always room. Returns <see langword="false"/> if a close frame was already sent.</summary>
    public bool SendClose(ClosePayload payload)
    {
        lock (_outbox.Lock)
        {
            if (_outbox.IsShut || _close.IsSent) return false; // RFC 6455 §5.5.1
            _outbox.WriteClose(payload);
        }

        if (!_writes.IsInBatch) Flush();
        _pressure.Release();
        return true;
    }

    /// <summary>Waits until there may be room again.</summary>
    public ValueTask RoomAsync(CancellationToken cancellationToken)
    {
        Flush();
        return new ValueTask(_pressure.RoomAsync().WaitAsync(cancellationToken));
    }

    /// <summary>Waits until this many bytes have room, or nothing can be sent any more.</summary>
    public async ValueTask RoomAsync(int bytes, CancellationToken cancellationToken)
    {
        while (AdmitsNow(bytes) == WsSendResult.Dropped) await RoomAsync(cancellationToken);
    }

    /// <summary>Completes when less than <see cref="Outbox.FlushThreshold"/> bytes are waiting. Only for the receive loop.</summary>
    public ValueTask RelievedAsync() => WaitAsync(Outbox.FlushThreshold - 1);

    /// <summary>Completes when nothing is waiting. Only for the receive loop.</summary>
    public ValueTask EmptiedAsync() => WaitAsync(0);

    /// <inheritdoc cref="WriteLoop.Flush"/>
    public void Flush() => _writes.Flush();

    /// <inheritdoc cref="WriteLoop.Shut"/>
    public void Shut() => _writes.Shut();

    private WsSendResult Post<TOutgoing>(TOutgoing outgoing)
        where TOutgoing : IOutgoing, allows ref struct
    {
        if (!HasRoomFor(outgoing.Length)) Flush(); // bytes that are only waiting for the end of a batch are not a backlog
        Departure departure;
        lock (_outbox.Lock)
        {
            WsSendResult admitted = Admit(outgoing.Length);
            if (admitted != WsSendResult.Sent) return admitted;
            outgoing.AddTo(_outbox);
            departure = _writes.Added();
        }

        _writes.Go(departure);
        if (_telemetry is not null) outgoing.Report(_telemetry);
        return WsSendResult.Sent;
    }

    private WsSendResult AdmitsNow(int payloadLength)
    {
        lock (_outbox.Lock) return Admit(payloadLength);
    }

    private WsSendResult Admit(int payloadLength)
    {
        if (_outbox.IsShut || _close.IsSent) return WsSendResult.Closed; // RFC 6455 §5.5.1
        return HasRoomFor(payloadLength) ? WsSendResult.Sent : WsSendResult.Dropped;
    }

    private bool HasRoomFor(int payloadLength) =>
        BufferedBytes == 0 || BufferedBytes + (long)FrameWriter.FrameSize(payloadLength) <= _maxBufferedBytes;

    private ValueTask WaitAsync(int atMost)
    {
        Flush();
        return _pressure.RelievedAsync(atMost);
    }
}
