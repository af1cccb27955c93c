using Zzz.Deflate;
using Zzz.Deflate.Inflating;

namespace Zzz.Bench.Codec;

/// <summary>Our decompressor as a connection uses it: a pooled <see cref="Inflater"/> and, with context takeover, a window.</summary>
internal sealed class ZzzInflate(int windowBits)
{
    private readonly byte[] _message = new byte[64 * 1024];
    private readonly SlidingWindow _window = new(windowBits);

    public int MemorySize => _window.MemorySize;

    public int Alone(byte[] payload) => Inflate(payload, default);

    public int Next(byte[] payload)
    {
        int length = Inflate(payload, _window.History);
        _window.Append(_message.AsSpan(0, length));
        return length;
    }

    private int Inflate(byte[] payload, ReadOnlySpan<byte> history)
    {
        Inflater inflater = InflaterPool.Rent(windowBits);
        int length = 0;
        InflateStatus status = inflater.Inflate(payload, out _, _message, ref length, history);
        if (status != InflateStatus.NeedInput || !inflater.AtMessageEnd)
            throw new InvalidOperationException($"{status}");
        InflaterPool.Return(inflater);
        return length;
    }
}
