using System.Numerics;
using System.Runtime.InteropServices;

namespace Zzz.Protocol;

/// <summary>Unmasks a payload (RFC 6455 §5.3). A payload may arrive in pieces: each call gets the offset of its piece in the payload.</summary>
internal static class FrameMask
{
    /// <summary>Unmasks in place.</summary>
    public static void Apply(Span<byte> data, uint key, long position) => Apply(data, data, key, position);

    /// <summary>Unmasks <paramref name="source"/> into <paramref name="destination"/>, which must be at least as long and may be the same memory.</summary>
    public static void Apply(ReadOnlySpan<byte> source, Span<byte> destination, uint key, long position)
    {
        destination = destination[..source.Length];
        key = BitOperations.RotateRight(key, (int)(position & 3) * 8);

        // The size of a vector is a multiple of the key's four bytes, so each step ends in step with the key.
        ReadOnlySpan<Vector<byte>> sourceVectors = MemoryMarshal.Cast<byte, Vector<byte>>(source);
        Span<Vector<byte>> vectors = MemoryMarshal.Cast<byte, Vector<byte>>(destination)[..sourceVectors.Length];
        Vector<byte> wideKey = Vector.AsVectorByte(new Vector<uint>(key));
        for (int i = 0; i < vectors.Length; i++) vectors[i] = sourceVectors[i] ^ wideKey;

        int done = vectors.Length * Vector<byte>.Count;
        ReadOnlySpan<uint> sourceWords = MemoryMarshal.Cast<byte, uint>(source[done..]);
        Span<uint> words = MemoryMarshal.Cast<byte, uint>(destination[done..])[..sourceWords.Length];
        for (int i = 0; i < words.Length; i++) words[i] = sourceWords[i] ^ key;

        done += words.Length * sizeof(uint);
        for (int i = done; i < source.Length; i++, key >>= 8) destination[i] = (byte)(source[i] ^ key);
    }
}
