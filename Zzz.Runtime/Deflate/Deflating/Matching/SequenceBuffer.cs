using System.Runtime.CompilerServices;
using Zzz.Deflate.Deflating.Coding;

namespace Zzz.Deflate.Deflating.Matching;

/// <summary>The sequences of one block, which a match finder passes to <see cref="BlockWriter"/>.</summary>
internal sealed class SequenceBuffer
{
    /// <summary>Enough for about 32 KiB of JSON; a block with more matches ends early.</summary>
    private const int Capacity = 4096;

    private readonly Sequence[] _sequences = new Sequence[Capacity];
    private int _count;

    public bool IsFull => _count == Capacity;

    public ReadOnlySpan<Sequence> Sequences => _sequences.AsSpan(0, _count);

    public void Clear() => _count = 0;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Add(int literals, int length, int distance)
        => _sequences[_count++] = new Sequence(literals, (ushort)length, (ushort)distance);
}
