using System.Buffers.Binary;
using System.Runtime.CompilerServices;

namespace Zzz.Deflate.Inflating;

/// <summary>The state of one call of <see cref="Inflater.Inflate"/>: its input as bits, its output, and the bytes to which matches may refer.</summary>
internal ref struct InflateCursor
{
    public ReadOnlySpan<byte> Input;
    public int Position;
    public Span<byte> Message;
    public int Length;
    public ReadOnlySpan<byte> History;
    public int WindowSize;

    /// <summary>The bits that were read but not yet decoded, the next one lowest. Bits from <see cref="BitCount"/> up are zero.</summary>
    public ulong Bits;
    public int BitCount;

    /// <summary>How far back a match may reach from here.</summary>
    public readonly int MaxDistance => Math.Min(WindowSize, Length + History.Length);

    public readonly bool IsFull => Length == Message.Length;

    /// <summary>Whether <paramref name="count"/> bits (at most 56) can be taken.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool Has(int count)
    {
        if (BitCount < count)
            Fill();
        return BitCount >= count;
    }

    /// <summary>Reads whole bytes until at least 56 bits are available or the input ends.</summary>
    public void Fill()
    {
        if (Input.Length - Position >= sizeof(ulong))
            FillFromWord();
        while (BitCount < 56 && Position < Input.Length)
        {
            Bits |= (ulong)Input[Position++] << BitCount;
            BitCount += 8;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public uint Take(int count)
    {
        uint value = (uint)(Bits & ((1UL << count) - 1));
        Drop(count);
        return value;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Drop(int count)
    {
        Bits >>= count;
        BitCount -= count;
    }

    public void AlignToByte() => Drop(BitCount & 7);

    private void FillFromWord()
    {
        Bits |= BinaryPrimitives.ReadUInt64LittleEndian(Input[Position..]) << BitCount;
        Position += (63 - BitCount) >> 3;
        BitCount |= 56;
        Bits &= (1UL << BitCount) - 1;
    }
}
