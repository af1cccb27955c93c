using System.Runtime.Intrinsics;
using System.Text;

namespace Zzz.Protocol.Deflate;

/// <summary>
/// Codes that were trained beforehand, on samples of messages (<c>bench -- train</c>), so they tell nothing of what a server sends. The first
/// ones have no code for bytes outside ASCII, which makes their headers shorter.
/// </summary>
internal static class TrainedCodes
{
    private const int AsciiCodes = 5;

    /// <summary>So many bytes of a message, spread over it, say which code fits.</summary>
    public const int Samples = 64;

    public static readonly HuffmanCode[] All = [.. TrainedLengths.All.Select(Of)];

    /// <summary>By byte: the bits of a code for the messages that each code was trained with, matches and all.</summary>
    private static readonly Vector128<ushort>[] Bits = [.. Enumerable.Range(0, 256).Select(BitsOf)];

    /// <summary>Bits of these bytes, on average, with which a code of the message's own would do much better.</summary>
    private const int MaxMeanBits = 7;

    /// <summary>The code that some bytes of the message speak for. It may lack a code for others. Null: none fits.</summary>
    public static HuffmanCode? Guess(ReadOnlySpan<byte> message)
    {
        int step = message.Length / Samples;
        Vector128<ushort> sums = default;
        for (int i = 0; i < Samples; i++)
            sums += Bits[message[i * step]];

        int best = Ascii.IsValid(message) ? 0 : AsciiCodes;
        int end = best == 0 ? AsciiCodes : All.Length;
        for (int i = best + 1; i < end; i++)
            best = sums[i] < sums[best] ? i : best;
        return sums[best] < MaxMeanBits * Samples ? All[best] : null;
    }

    private static HuffmanCode Of(string digits)
    {
        byte[] lengths = LengthsOf(digits);
        return HuffmanCode.Of(lengths.AsSpan(0, DeflateSymbols.UsedLiteralCount), lengths.AsSpan(DeflateSymbols.UsedLiteralCount));
    }

    private static Vector128<ushort> BitsOf(int literal)
        => Vector128.Create([.. TrainedLengths.Plain.Select(digits => (ushort)LengthsOf(digits)[literal])]);

    private static byte[] LengthsOf(string digits)
        => [.. digits.Where(char.IsAsciiHexDigit).Select(digit => (byte)(digit <= '9' ? digit - '0' : digit - 'a' + 10))];
}
