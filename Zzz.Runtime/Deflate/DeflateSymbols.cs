namespace Zzz.Deflate;

/// <summary>The alphabets of RFC 1951 §3.2.5, for both directions.</summary>
internal static class DeflateSymbols
{
    public const int EndOfBlock = 256;
    public const int FirstLength = 257;
    public const int LiteralCount = 288;
    public const int UsedLiteralCount = 286;
    public const int DistanceCount = 32;
    public const int UsedDistanceCount = 30;
    public const int CodeLengthCount = 19;
    public const int MinMatch = 3;
    public const int MaxMatch = 258;

    /// <summary>The base of each length code: entry i is for code 257 + i. Code 284 could express 258 too, but 285 takes fewer bits.</summary>
    public static readonly ushort[] LengthBases =
        [3, 4, 5, 6, 7, 8, 9, 10, 11, 13, 15, 17, 19, 23, 27, 31, 35, 43, 51, 59, 67, 83, 99, 115, 131, 163, 195, 227, 258];

    public static ReadOnlySpan<byte> LengthExtraBits =>
        [0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 4, 4, 5, 5, 5, 5, 0];

    public static readonly ushort[] DistanceBases =
    [
        1, 2, 3, 4, 5, 7, 9, 13, 17, 25, 33, 49, 65, 97, 129, 193, 257, 385, 513, 769,
        1025, 1537, 2049, 3073, 4097, 6145, 8193, 12289, 16385, 24577,
    ];

    public static ReadOnlySpan<byte> DistanceExtraBits =>
        [0, 0, 0, 0, 1, 1, 2, 2, 3, 3, 4, 4, 5, 5, 6, 6, 7, 7, 8, 8, 9, 9, 10, 10, 11, 11, 12, 12, 13, 13];

    /// <summary>The order in which a dynamic block lists the lengths of the code length codes (RFC 1951 §3.2.7).</summary>
    public static ReadOnlySpan<byte> CodeLengthOrder => [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15];

    /// <summary>The code lengths of a fixed block (RFC 1951 §3.2.6).</summary>
    public static byte[] FixedLiteralLengths()
    {
        byte[] lengths = new byte[LiteralCount];
        lengths.AsSpan(0, 144).Fill(8);
        lengths.AsSpan(144, 112).Fill(9);
        lengths.AsSpan(256, 24).Fill(7);
        lengths.AsSpan(280, 8).Fill(8);
        return lengths;
    }

    /// <inheritdoc cref="FixedLiteralLengths"/>
    public static byte[] FixedDistanceLengths()
    {
        byte[] lengths = new byte[DistanceCount];
        lengths.AsSpan().Fill(5);
        return lengths;
    }
}
