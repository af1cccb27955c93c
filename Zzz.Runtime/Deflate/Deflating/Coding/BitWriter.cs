using System.Buffers.Binary;
using System.Runtime.CompilerServices;

namespace Zzz.Deflate.Deflating.Coding;

/// <summary>Writes a DEFLATE stream bit by bit, lowest bit first (RFC 1951 §3.1.1). Callers must check <see cref="HasRoomFor"/> before they write.</summary>
internal ref struct BitWriter(Span<byte> output)
{
    private readonly Span<byte> _output = output;
    private ulong _bits;
    private int _count;
    private int _position;

    public readonly long BitLength => 8L * _position + _count;

    public readonly bool HasRoomFor(long bits) => bits <= (_output.Length - _position) * 8L - _count;

    /// <summary>The number of padding bits between this many more bits, such as the header of a stored block, and the next byte boundary.</summary>
    public readonly int PaddingAfter(int bits) => -(_count + bits) & 7;

    /// <summary>Adds bits: at most 56 between two calls of <see cref="Flush"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Put(ulong value, int count)
    {
        _bits |= value << _count;
        _count += count;
    }

    /// <summary>Moves whole bytes to the output; fewer than 8 bits remain.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Flush()
    {
        if (_position <= _output.Length - sizeof(ulong))
        {
            BinaryPrimitives.WriteUInt64LittleEndian(_output[_position..], _bits);
            _position += _count >> 3;
            _bits >>= _count & ~7;
            _count &= 7;
        }
        else
        {
            FlushBytes();
        }
    }

    public void AlignToByte()
    {
        _count = (_count + 7) & ~7;
        Flush();
    }

    /// <summary>Copies bytes. The stream must be at a byte boundary.</summary>
    public void PutBytes(ReadOnlySpan<byte> bytes)
    {
        bytes.CopyTo(_output[_position..]);
        _position += bytes.Length;
    }

    /// <summary>Ends a message with the header of an empty stored block. The receiver adds the block's other four bytes (RFC 7692 §7.2.1).</summary>
    public bool TryFinish(out int written)
    {
        written = 0;
        if (!HasRoomFor(BlockHeader.TypeBits + PaddingAfter(BlockHeader.TypeBits)))
            return false;
        Put(0, BlockHeader.TypeBits);
        AlignToByte();
        written = _position;
        return true;
    }

    /// <summary>Hands the rest of the output and the pending bits over to a loop that keeps them in registers.</summary>
    public readonly Span<byte> Rest(out ulong bits, out int count)
    {
        bits = _bits;
        count = _count;
        return _output[_position..];
    }

    /// <summary>Takes the output and the pending bits back from that loop.</summary>
    public void Advance(int written, ulong bits, int count)
    {
        _position += written;
        _bits = bits;
        _count = count;
    }

    private void FlushBytes()
    {
        for (; _count >= 8; _count -= 8, _bits >>= 8)
            _output[_position++] = (byte)_bits;
    }
}
