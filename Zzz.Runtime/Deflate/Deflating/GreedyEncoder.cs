using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Zzz.Deflate.Deflating.Coding;
using Zzz.Deflate.Deflating.Matching;

namespace Zzz.Deflate.Deflating;

/// <summary>
/// Finds matches as <see cref="GreedyMatcher"/> does, and writes them at once, with a code known beforehand. Most messages take this fast path. If a
/// symbol has no code, or the output gets tight, the encoder gives up, and the message is compressed through sequences.
/// </summary>
/// <remarks>
/// Bounds: words of the message are read up to its last four bytes. Output is written a word at a time, and only if 8 bytes are left; a symbol and
/// the pending bits are at most 53 bits.
/// </remarks>
internal static class GreedyEncoder
{
    public static bool TryWrite(ref BitWriter writer, in MatchSource source, MatchTable table, HuffmanCode code)
    {
        code.WriteHeader(ref writer);
        ref byte message = ref MemoryMarshal.GetReference(source.Message);
        ref ushort heads = ref MemoryMarshal.GetArrayDataReference(table.Heads);
        ref uint literals = ref MemoryMarshal.GetArrayDataReference(code.Literals);
        int shift = table.Shift;
        int origin = table.Position;
        int end = source.Message.Length;
        int maxDistance = source.MaxDistance;
        bool hasHistory = source.History.Length > 0;
        uint used = 0;
        int position = 0;

        Span<byte> output = writer.Rest(out ulong bits, out int count);
        ref byte target = ref MemoryMarshal.GetReference(output);
        int written = 0;
        int outputEnd = output.Length - sizeof(ulong);

        while (position <= end - GreedyMatcher.MinMatch)
        {
            if (written > outputEnd)
                return false;
            uint word = Unsafe.ReadUnaligned<uint>(ref Unsafe.Add(ref message, position));
            ref ushort head = ref Unsafe.Add(ref heads, (nint)GreedyMatcher.Hash(word, shift));
            int distance = (ushort)(origin + position - head);
            head = (ushort)(origin + position);

            int length = 0;
            bool inMessage = (uint)(distance - 1) < (uint)Math.Min(position, maxDistance);
            int candidate = inMessage ? position - distance : 0;
            if ((Unsafe.ReadUnaligned<uint>(ref Unsafe.Add(ref message, candidate)) == word) & inMessage)
                length = GreedyMatcher.Extend(ref message, position, distance, end);
            else if (hasHistory && distance > position && distance <= maxDistance)
                length = GreedyMatcher.CountInHistory(source, position, distance - position, end);

            if (length < GreedyMatcher.MinMatch)
            {
                uint literal = Unsafe.Add(ref literals, Unsafe.Add(ref message, position++));
                used |= literal;
                Write(literal, ref bits, ref count, ref target, ref written);
                continue;
            }

            uint lengthCode = code.Lengths[length - DeflateSymbols.MinMatch];
            bits |= (ulong)(lengthCode >> 8) << count;
            count += (byte)lengthCode;
            int back = distance - 1;
            int extraBits = Math.Max(0, BitOperations.Log2((uint)back) - 1);
            uint distanceCode = code.Distances[SymbolCounts.DistanceSymbol(distance)];
            bits |= (ulong)(distanceCode >> 8) << count;
            count += (byte)distanceCode;
            Write(((uint)back & ((1u << extraBits) - 1)) << 8 | (uint)extraBits, ref bits, ref count, ref target, ref written);
            used |= lengthCode | distanceCode;

            GreedyMatcher.InsertInside(ref message, position, length, end, table);
            position += length;
        }

        for (; position <= end; position++)
        {
            if (written > outputEnd)
                return false;
            uint literal = code.Literals[position < end ? source.Message[position] : DeflateSymbols.EndOfBlock];
            used |= literal;
            Write(literal, ref bits, ref count, ref target, ref written);
        }
        writer.Advance(written, bits, count);
        return (used & HuffmanCode.Missing) == 0;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Write(uint code, ref ulong bits, ref int count, ref byte target, ref int written)
    {
        bits |= (ulong)(code >> 8) << count;
        count += (byte)code;
        Unsafe.WriteUnaligned(ref Unsafe.Add(ref target, written), BitConverter.IsLittleEndian ? bits : BinaryPrimitives.ReverseEndianness(bits));
        written += count >> 3;
        bits >>= count & ~7;
        count &= 7;
    }
}
