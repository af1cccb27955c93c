using System.Runtime.Intrinsics;
using System.Text;

namespace Zzz.Deflate.Deflating.Coding;

/// <summary>
/// Codes trained beforehand on sample messages (<c>bench -- train</c>), so they reveal nothing about what a server sends. The first
/// ones have no code for bytes outside ASCII, which makes their headers shorter.
/// </summary>
internal sealed class TrainedCodes(string[] lengths, string[] plain)
{
    public const int Count = 8;

    public const int AsciiCodes = 5;

    /// <summary>The number of bytes, spread over a message, that decide which code fits it.</summary>
    public const int Samples = 64;

    /// <summary>If the sampled bytes take this many bits on average, a code of the message's own would be much better.</summary>
    private const int MaxMeanBits = 7;

    /// <summary>From this length on, messages often refer to distant bytes.</summary>
    private const int FarThreshold = 4096;

    private static readonly TrainedCodes Near = new(TrainedLengths.Near, TrainedLengths.NearPlain);

    private static readonly TrainedCodes Far = new(TrainedLengths.Far, TrainedLengths.FarPlain);

    /// <summary>For each byte, the bits it would take in a code without matches for the same training messages: one value per trained code.</summary>
    private readonly Vector128<ushort>[] _bits = [.. Enumerable.Range(0, 256).Select(literal => BitsOf(plain, literal))];

    public HuffmanCode[] All { get; } = [.. lengths.Select(Of)];

    /// <summary>The codes for a message that can refer to this many bytes: its own, and those its connection sent before.</summary>
    public static TrainedCodes For(int messageLength, int historyLength) =>
        messageLength >= FarThreshold || historyLength > FarThreshold ? Far : Near;

    /// <summary>Picks the code that fits a sample of the message's bytes, or null if none does. It may lack a code for other bytes.</summary>
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
