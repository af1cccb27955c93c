using System.Buffers;

namespace Zzz.Protocol;

/// <summary>
/// A growing buffer of contiguous bytes. Its array is rented only while the buffer holds bytes. The array grows ahead of need, up to
/// <paramref name="limit"/> bytes.
/// </summary>
internal struct PooledBuffer(int limit)
{
    private const int MinimumSize = 1024;

    private byte[]? _array;

    public int Length { get; private set; }

    public readonly ReadOnlyMemory<byte> Memory => _array.AsMemory(0, Length);

    public readonly ReadOnlySpan<byte> Span => _array.AsSpan(0, Length);

    /// <summary>The whole array: the held bytes, and the free space after them.</summary>
    public readonly Span<byte> Whole => _array;

    /// <summary>Returns room for at least <paramref name="size"/> more bytes. The caller reports with <see cref="Advance"/> how many it has written.</summary>
    public Span<byte> GetSpan(int size)
    {
        if (_array is null || _array.Length - Length < size) Grow(size);
        return _array.AsSpan(Length);
    }

    /// <summary>Like <see cref="GetSpan"/>, but for callers that must store the result.</summary>
    public Memory<byte> GetMemory(int size)
    {
        if (_array is null || _array.Length - Length < size) Grow(size);
        return _array.AsMemory(Length);
    }

    public void Advance(int count) => Length += count;

    public void Write(ReadOnlySpan<byte> bytes)
    {
        bytes.CopyTo(GetSpan(bytes.Length));
        Advance(bytes.Length);
    }

    /// <summary>Returns the array to the pool. Its contents must no longer be used.</summary>
    public void Clear()
    {
        if (_array is not null) ArrayPool<byte>.Shared.Return(_array);
        _array = null;
        Length = 0;
    }

    private void Grow(int size)
    {
        int needed = checked(Length + size);
        int ahead = (int)Math.Min(Math.Max(MinimumSize, 4L * Length), limit);
        byte[] larger = ArrayPool<byte>.Shared.Rent(Math.Max(needed, ahead));
        _array.AsSpan(0, Length).CopyTo(larger);
        if (_array is not null) ArrayPool<byte>.Shared.Return(_array);
        _array = larger;
    }
}
