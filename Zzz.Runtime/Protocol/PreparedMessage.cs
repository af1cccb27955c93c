namespace Zzz.Protocol;

/// <summary>
/// A message for many connections: framed once, and compressed once per window size, when the first connection asks for it. A server's
/// frames carry no mask (RFC 6455 §5.1), so all can get the same bytes. Its memory is pooled, and goes back with the last reference.
/// </summary>
internal sealed class PreparedMessage
{
    private readonly Lock _lock = new();
    private readonly int _payloadLength;
    private readonly PooledBuffer[] _compressed = new PooledBuffer[Compressor.VariantCount];
    private readonly bool[] _tried = new bool[Compressor.VariantCount];
    private PooledBuffer _frame;
    private int _references = 1;

    /// <summary>Frames a message. The caller holds the first reference.</summary>
    public PreparedMessage(WsMessageKind kind, ReadOnlySpan<byte> payload)
    {
        Kind = kind;
        _payloadLength = payload.Length;
        FrameWriter.Write(ref _frame, MessageWriter.OpcodeOf(kind), payload);
    }

    public WsMessageKind Kind { get; }

    public ReadOnlySpan<byte> Payload => Frame[^_payloadLength..];

    /// <summary>The message as one frame.</summary>
    public ReadOnlySpan<byte> Frame => _frame.Span;

    /// <summary>The message as one compressed frame, or the plain one if that is smaller.</summary>
    public ReadOnlySpan<byte> CompressedFrame(Compressor compressor)
    {
        int variant = compressor.Variant;
        if (!Volatile.Read(ref _tried[variant])) Compress(compressor);
        return _compressed[variant].Length > 0 ? _compressed[variant].Span : Frame;
    }

    public void AddReference() => Interlocked.Increment(ref _references);

    /// <summary>Gives a reference up: with the last one all frames are gone.</summary>
    public void Release()
    {
        if (Interlocked.Decrement(ref _references) > 0) return;
        _frame.Clear();
        foreach (ref PooledBuffer frame in _compressed.AsSpan()) frame.Clear();
    }

    private void Compress(Compressor compressor)
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
