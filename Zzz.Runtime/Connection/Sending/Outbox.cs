using Zzz.Protocol;
using Zzz.Telemetry;

namespace Zzz.Connection.Sending;

/// <summary>
/// The output of one connection: frames that are gathering for the next write, and frames that the transport is taking. A message that other
/// connections receive too is kept as a reference, and takes memory here only when it leaves. <see cref="SendGate"/> adds frames, and
/// <see cref="WriteLoop"/> takes them; both hold <see cref="Lock"/> for everything except <see cref="BufferedBytes"/>.
/// </summary>
internal sealed class Outbox(MessageWriter writer, int limit)
{
    /// <summary>The number of waiting bytes at which a write starts without further gathering, and at which the receive loop stops reading.</summary>
    public const int FlushThreshold = 64 * 1024;

    private const int MaxPrepared = 16;

    /// <summary>The frames that are waiting for the next write. The prepared messages follow them.</summary>
    private PooledBuffer _gathered = new(limit);

    /// <summary>The counts of the messages in <see cref="_gathered"/>.</summary>
    private Traffic _traffic;

    private PreparedMessage[]? _prepared;
    private int _preparedCount;
    private int _preparedBytes;

    /// <summary>The frames that are leaving, and how many of their bytes the transport has taken.</summary>
    private PooledBuffer _leaving = new(limit);
    private int _taken;

    /// <summary>A copy, because the property is read without the lock while frames move between buffers.</summary>
    private volatile int _bufferedBytes;

    public Lock Lock { get; } = new();

    /// <summary>How many bytes are waiting for the transport. A prepared message counts with its uncompressed size. Needs no lock.</summary>
    public int BufferedBytes => _bufferedBytes;

    /// <summary>Whether a write is in progress.</summary>
    public bool IsLeaving { get; private set; }

    /// <summary>Whether nothing can be sent any more.</summary>
    public bool IsShut { get; private set; }

    /// <summary>Whether one more prepared message would force those that are waiting to be written into memory.</summary>
    public bool IsFull => _preparedCount == MaxPrepared;

    public void WriteMessage(WsMessageKind kind, ReadOnlySpan<byte> payload, bool compress)
    {
        WritePrepared();
        int before = _gathered.Length;
        writer.WriteMessage(ref _gathered, kind, payload, compress);
        Count(kind, payload.Length, before);
        CountBuffered();
    }

    public void WriteText(ReadOnlySpan<char> text, int length, bool compress)
    {
        WritePrepared();
        int before = _gathered.Length;
        writer.WriteText(ref _gathered, text, length, compress);
        Count(WsMessageKind.Text, length, before);
        CountBuffered();
    }

    public void WriteControl(Opcode opcode, ReadOnlySpan<byte> payload)
    {
        WritePrepared();
        MessageWriter.WriteControl(ref _gathered, opcode, payload);
        CountBuffered();
    }

    /// <summary>Writes the close frame, which nothing may follow.</summary>
    public void WriteClose(ClosePayload payload)
    {
        WritePrepared();
        writer.WriteClose(ref _gathered, payload);
        CountBuffered();
    }

    /// <summary>Adds a reference to a message.</summary>
    public void Add(PreparedMessage message)
    {
        if (IsFull) WritePrepared();
        message.AddReference();
        _prepared ??= new PreparedMessage[MaxPrepared];
        _prepared[_preparedCount++] = message;
        _preparedBytes += message.Frame.Length;
        CountBuffered();
    }

    /// <summary>
    /// Begins a write of the frames that are leaving or, if there are none, of everything that has gathered. Returns nothing if there is nothing to
    /// write, or if a write is in progress.
    /// </summary>
    public ReadOnlyMemory<byte> BeginWrite(out Traffic traffic)
    {
        traffic = default;
        if (IsLeaving) return default;
        if (_taken == 0)
        {
            WritePrepared();
            traffic = _traffic.Take();
            (_gathered, _leaving) = (_leaving, _gathered);
        }

        IsLeaving = _leaving.Length > 0;
        CountBuffered();
        return _leaving.Memory[_taken..];
    }

    /// <summary>
    /// Ends a write, of which the transport has taken <paramref name="taken"/> bytes. The rest is dropped if the transport has taken none, or if the
    /// outbox is shut. Returns whether there is a rest for the next write.
    /// </summary>
    public bool EndWrite(int taken)
    {
        IsLeaving = false;
        _taken += taken;
        if (taken > 0 && !IsShut && _taken < _leaving.Length) return true;
        _leaving.Clear();
        _taken = 0;
        CountBuffered();
        return false;
    }

    /// <summary>Drops everything except the write that is in progress. Nothing can be sent afterwards.</summary>
    public void Shut()
    {
        IsShut = true;
        _gathered.Clear();
        ReleasePrepared();
        if (!IsLeaving) EndWrite(taken: 0);
        writer.Release();
        CountBuffered();
    }

    private void CountBuffered() => _bufferedBytes = _gathered.Length + _preparedBytes + _leaving.Length;

    /// <summary>Writes the prepared messages that are waiting, so that the next frame follows them.</summary>
    private void WritePrepared()
    {
        if (_preparedCount == 0) return;
        foreach (PreparedMessage message in _prepared.AsSpan(0, _preparedCount))
        {
            int before = _gathered.Length;
            writer.WritePrepared(ref _gathered, message);
            Count(message.Kind, message.PayloadLength, before);
        }

        ReleasePrepared();
    }

    private void Count(WsMessageKind kind, int size, int before)
    {
        int written = _gathered.Length - before;
        _traffic.Count(kind, size, compressedSize: written < FrameWriter.FrameSize(size) ? written : 0);
    }

    private void ReleasePrepared()
    {
        foreach (ref PreparedMessage message in _prepared.AsSpan(0, _preparedCount))
        {
            message.Release();
            message = null!;
        }

        _preparedCount = _preparedBytes = 0;
    }
}
