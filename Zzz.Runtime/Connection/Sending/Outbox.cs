using System.Diagnostics.CodeAnalysis;
using Zzz.Protocol;
using Zzz.Telemetry;

namespace Zzz.Connection.Sending;

/// <summary>
/// What one connection has to send: frames that gather, and those that the transport is taking. A message that other connections get too
/// waits as a reference, and takes memory here only when it leaves. Used under the lock of <see cref="SendGate"/> alone.
/// </summary>
internal struct Outbox(MessageWriter writer, int limit)
{
    private const int MaxPrepared = 16;

    private readonly MessageWriter _writer = writer;

    /// <summary>Frames that wait for the next write, and behind them the messages that are not written yet.</summary>
    private PooledBuffer _gathered = new(limit);

    /// <summary>The messages of <see cref="_gathered"/>.</summary>
    private Traffic _traffic;

    private PreparedMessage[]? _prepared;
    private int _preparedCount;
    private int _preparedBytes;

    /// <summary>Frames that the transport is taking; empty when no write is under way.</summary>
    private PooledBuffer _leaving = new(limit);

    /// <summary>All that waits, in bytes; a prepared message counts as if it were not compressed.</summary>
    public readonly int Length => _gathered.Length + _preparedBytes + _leaving.Length;

    /// <summary>The transport has not ended a write.</summary>
    public readonly bool IsLeaving => _leaving.Length > 0;

    /// <summary>The next prepared message would take memory.</summary>
    public readonly bool IsFull => _preparedCount == MaxPrepared;

    public void WriteMessage(WsMessageKind kind, ReadOnlySpan<byte> payload, bool compress)
    {
        int before = Gathered().Length;
        _writer.WriteMessage(ref _gathered, kind, payload, compress);
        Count(kind, payload.Length, before);
    }

    public void WriteText(ReadOnlySpan<char> text, int length, bool compress)
    {
        int before = Gathered().Length;
        _writer.WriteText(ref _gathered, text, length, compress);
        Count(WsMessageKind.Text, length, before);
    }

    /// <summary>Takes a reference to a message.</summary>
    public void Add(PreparedMessage message)
    {
        if (IsFull) WritePrepared();
        message.AddReference();
        _prepared ??= new PreparedMessage[MaxPrepared];
        _prepared[_preparedCount++] = message;
        _preparedBytes += message.Frame.Length;
    }

    /// <summary>All that gathers becomes what leaves; empty if there is nothing, or a write is under way.</summary>
    public ReadOnlyMemory<byte> TakeGathered(out Traffic traffic)
    {
        traffic = default;
        if (IsLeaving) return default;
        WritePrepared();
        traffic = _traffic.Take();
        (_gathered, _leaving) = (_leaving, _gathered);
        return _leaving.Memory;
    }

    /// <summary>The transport has taken what was leaving.</summary>
    public void EndLeaving() => _leaving.Clear();

    /// <summary>Drops what gathers.</summary>
    public void ClearGathered()
    {
        _gathered.Clear();
        ReleasePrepared();
    }

    /// <summary>Writes the messages that wait, to where the next frame is to follow them.</summary>
    [UnscopedRef]
    public ref PooledBuffer Gathered()
    {
        WritePrepared();
        return ref _gathered;
    }

    private void WritePrepared()
    {
        if (_preparedCount == 0) return;
        foreach (PreparedMessage message in _prepared.AsSpan(0, _preparedCount))
        {
            int before = _gathered.Length;
            _writer.WritePrepared(ref _gathered, message);
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
