using Zzz.Tests.Protocol;

namespace Zzz.Tests.Conformance;

/// <summary>Section 9: large messages, many fragments, small writes, many messages.</summary>
internal static class LimitCases
{
    private const int KiB = 1024;
    private const int MiB = 1024 * KiB;

    private static readonly int[] MessageSizes = [64 * KiB, 256 * KiB, MiB, 4 * MiB, 8 * MiB, 16 * MiB];
    private static readonly int[] FragmentSizes = [64, 256, KiB, 4 * KiB, 16 * KiB, 64 * KiB, 256 * KiB, MiB, 4 * MiB];
    private static readonly int[] WriteSizes = [64, 128, 256, 512, 1024, 2048];
    private static readonly int[] EchoSizes = [0, 16, 64, 256, 1024, 4096];

    public static IEnumerable<ConformanceCase> All =>
    [
        .. MessageSizes.Select((size, i) => new ConformanceCase($"9.1.{i + 1}", $"text of {size} bytes", s => s.Text(Letters(size)))),
        .. MessageSizes.Select((size, i) => new ConformanceCase($"9.2.{i + 1}", $"binary of {size} bytes", s => s.Binary(Bytes.Pattern(size)))),
        .. FragmentSizes.Select((size, i) => new ConformanceCase($"9.3.{i + 1}", $"4 MiB of text in fragments of {size} bytes", s => Fragmented(s, OutcomeKind.Text, Letters(4 * MiB), size))),
        .. FragmentSizes.Select((size, i) => new ConformanceCase($"9.4.{i + 1}", $"4 MiB of binary in fragments of {size} bytes", s => Fragmented(s, OutcomeKind.Binary, Bytes.Pattern(4 * MiB), size))),
        .. WriteSizes.Select((size, i) => new ConformanceCase($"9.5.{i + 1}", $"1 MiB of text in writes of {size} bytes", s => s.Text(Letters(MiB)).Chopped(size))),
        .. WriteSizes.Select((size, i) => new ConformanceCase($"9.6.{i + 1}", $"1 MiB of binary in writes of {size} bytes", s => s.Binary(Bytes.Pattern(MiB)).Chopped(size))),
        .. EchoSizes.Select((size, i) => new ConformanceCase($"9.7.{i + 1}", $"1000 texts of {size} bytes", s => s.Repeat(1000, script => script.Text(Letters(size))))),
        .. EchoSizes.Select((size, i) => new ConformanceCase($"9.8.{i + 1}", $"1000 binary messages of {size} bytes", s => s.Repeat(1000, script => script.Binary(Bytes.Pattern(size))))),
    ];

    /// <summary>Sends many small fragments in one write, because these cases are about fragments rather than writes.</summary>
    private static Script Fragmented(Script s, OutcomeKind kind, byte[] payload, int size) =>
        s.Fragments(kind, payload, size).Chopped(Math.Max(size, 64 * KiB));

    private static byte[] Letters(int size) => [.. Enumerable.Range(0, size).Select(i => (byte)('a' + (i % 26)))];
}
