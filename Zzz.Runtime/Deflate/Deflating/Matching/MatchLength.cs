using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Zzz.Deflate.Deflating.Matching;

/// <summary>Counts how many bytes are equal from two places on.</summary>
internal static class MatchLength
{
    /// <summary>Returns at most <paramref name="limit"/>. At both places there must be that many bytes, and no word is read beyond them.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Count(ref byte left, ref byte right, int limit)
    {
        int length = 0;
        for (; length <= limit - Vector256<byte>.Count; length += Vector256<byte>.Count)
        {
            Vector256<byte> equal = Vector256.Equals(Vector256.LoadUnsafe(ref left, (nuint)length), Vector256.LoadUnsafe(ref right, (nuint)length));
            uint different = ~equal.ExtractMostSignificantBits();
            if (different != 0)
                return length + BitOperations.TrailingZeroCount(different);
        }
        for (; length <= limit - sizeof(ulong); length += sizeof(ulong))
        {
            ulong difference = Unsafe.ReadUnaligned<ulong>(ref Unsafe.Add(ref left, length))
                ^ Unsafe.ReadUnaligned<ulong>(ref Unsafe.Add(ref right, length));
            if (difference != 0)
                return length + FirstByte(difference);
        }
        while (length < limit && Unsafe.Add(ref left, length) == Unsafe.Add(ref right, length))
            length++;
        return length;
    }

    private static int FirstByte(ulong difference)
        => (BitConverter.IsLittleEndian ? BitOperations.TrailingZeroCount(difference) : BitOperations.LeadingZeroCount(difference)) >> 3;
}
