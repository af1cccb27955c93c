using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Zzz.Deflate.Inflating;

/// <summary>Copies a match within the message, a word at a time. The caller ensures that there is room for the last word.</summary>
internal static class MatchCopy
{
    /// <summary>The number of bytes after the end of the match that a copy may overwrite.</summary>
    public const int Overshoot = 16;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Copy(ref byte to, int distance, int length)
    {
        if (distance >= Vector128<byte>.Count)
            CopyVectors(ref to, distance, length);
        else
            CopyPattern(ref to, distance, length);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void CopyVectors(ref byte to, int distance, int length)
    {
        ref byte from = ref Unsafe.Subtract(ref to, distance);
        int i = 0;
        do
        {
            Vector128.LoadUnsafe(ref from, (nuint)i).StoreUnsafe(ref to, (nuint)i);
            i += Vector128<byte>.Count;
        }
        while (i < length);
    }

    /// <summary>Copies a match at a short distance, which repeats its bytes: each copy doubles the distance until it is at least a word.</summary>
    private static void CopyPattern(ref byte to, int distance, int length)
    {
        int i = 0;
        while (distance < sizeof(ulong) && i < length)
        {
            CopyWord(ref Unsafe.Add(ref to, i), distance);
            i += distance;
            distance <<= 1;
        }
        for (; i < length; i += sizeof(ulong))
            CopyWord(ref Unsafe.Add(ref to, i), distance);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void CopyWord(ref byte to, int distance)
        => Unsafe.WriteUnaligned(ref to, Unsafe.ReadUnaligned<ulong>(ref Unsafe.Subtract(ref to, distance)));
}
