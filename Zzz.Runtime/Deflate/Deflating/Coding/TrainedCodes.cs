using System.Runtime.Intrinsics;
using System.Text;

namespace Zzz.Deflate.Deflating.Coding;

/// <summary>
/// Codes that were trained beforehand on sample messages (<c>bench -- train</c>), so they reveal nothing about the data that a server sends. The
/// first <see cref="AsciiCodes"/> have no codes for bytes outside ASCII, which makes their headers shorter.
/// </summary>
internal sealed class TrainedCodes(string[] lengths, string[] plain)
{
    public const int Count = 8;

    public const int AsciiCodes = 5;

    /// <summary>The number of bytes, spread over a message, that decide which code suits it.</summary>
    public const int Samples = 64;

    /// <summary>If the sampled bytes take this many bits on average, a code built for the message would be much better.</summary>
    private const int MaxMeanBits = 7;

    /// <summary>From this length on, messages often refer to distant bytes.</summary>
    private const int FarThreshold = 4096;

    private static readonly TrainedCodes Near = new(TrainedLengths.Near, TrainedLengths.NearPlain);

    private static readonly TrainedCodes Far = new(TrainedLengths.Far, TrainedLengths.FarPlain);

    /// <summary>
    /// For each byte, the number of bits that it would take in a code without matches for the same training messages: one value per trained code.
    /// </summary>
    private readonly Vector128<ushort>[] _bits = [.. Enumerable.Range(0, 256).Select(literal => BitsOf(plain, literal))];

    public HuffmanCode[] All { get; } = [.. lengths.Select(Of)];

    /// <summary>Returns the codes for a message, according to how many bytes it can refer to: its own, and those that its connection sent earlier.</summary>
    public static TrainedCodes For(int messageLength, int historyLength) =>
        messageLength >= FarThreshold || historyLength > FarThreshold ? Far : Near;

    /// <summary>
    /// Picks the code that suits a sample of the message's bytes, or returns null if none does. That code may lack codes for other bytes of the
    /// message.
    /// </summary>
    public HuffmanCode? Guess(ReadOnlySpan<byte> message)
    {
        int step = message.Length / Samples;
        Vector128<ushort> sums = default;
        for (int i = 0; i < Samples; i++)
            sums += _bits[message[i * step]];

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

    private static Vector128<ushort> BitsOf(string[] plain, int literal)
        => Vector128.Create([.. plain.Select(digits => (ushort)LengthsOf(digits)[literal])]);

    private static byte[] LengthsOf(string digits)
        => [.. digits.Where(char.IsAsciiHexDigit).Select(digit => (byte)(digit <= '9' ? digit - '0' : digit - 'a' + 10))];
}
