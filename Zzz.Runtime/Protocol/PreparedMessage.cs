using System.Collections.Concurrent;

namespace Zzz.Protocol;

/// <summary>
/// A message for many connections: framed once, and compressed once for each window size and level when the first connection needs that. A server's
/// frames are not masked (RFC 6455 §5.1), so all connections can get the same bytes. When the last reference is released, the memory and the object
/// itself return to their pools.
/// </summary>
internal sealed class PreparedMessage
{
    /// <summary>The number of unused objects that are kept for reuse.</summary>
    private const int MaxKept = 64;

    private static readonly ConcurrentQueue<PreparedMessage> Kept = new();

    private readonly Lock _lock = new();
    private readonly PooledBuffer[] _compressed = new PooledBuffer[Compressor.VariantCount];
    private readonly bool[] _tried = new bool[Compressor.VariantCount];
    private PooledBuffer _frame;
    private int _payloadLength;
    private int _references;

    private PreparedMessage()
    {
    }

    public WsMessageKind Kind { get; private set; }

    /// <summary>Whether the message may be compressed, on connections that have negotiated compression.</summary>
    public bool Compress { get; private set; }

    public ReadOnlySpan<byte> Payload => Frame[^_payloadLength..];

    public int PayloadLength => _payloadLength;

    /// <summary>The message as one frame.</summary>
    public ReadOnlySpan<byte> Frame => _frame.Span;

    /// <summary>Frames a message. The caller holds the first reference.</summary>
    public static PreparedMessage Of(WsMessageKind kind, ReadOnlySpan<byte> payload, bool compress = true)
    {
        if (!Kept.TryDequeue(out PreparedMessage? message)) message = new PreparedMessage();
        message._references = 1;
        message.Kind = kind;
        message.Compress = compress;
        message._payloadLength = payload.Length;
        FrameWriter.Write(ref message._frame, MessageWriter.OpcodeOf(kind), payload);
        return message;
    }

    /// <summary>Returns the message as one compressed frame, or the plain frame if that is smaller.</summary>
    public ReadOnlySpan<byte> CompressedFrame(Compressor compressor)
    {
        int variant = compressor.Variant;
        if (!Volatile.Read(ref _tried[variant])) CompressOnce(compressor);
        return _compressed[variant].Length > 0 ? _compressed[variant].Span : Frame;
    }

    public void AddReference() => Interlocked.Increment(ref _references);

    /// <summary>Releases a reference. When the last one is released, all frames are.</summary>
    public void Release()
    {
        if (Interlocked.Decrement(ref _references) > 0) return;
        _frame.Clear();
        foreach (ref PooledBuffer frame in _compressed.AsSpan()) frame.Clear();
        _tried.AsSpan().Clear();
        _payloadLength = 0;
        if (Kept.Count < MaxKept) Kept.Enqueue(this);
    }

    private void CompressOnce(Compressor compressor)
    {
        int variant = compressor.Variant;
        lock (_lock)
        {
            if (_tried[variant]) return;
            FrameWriter.TryWriteCompressed(ref _compressed[variant], MessageWriter.OpcodeOf(Kind), Payload, compressor);
            Volatile.Write(ref _tried[variant], true);
        }
    }
}
