namespace Zzz.Tests.Conformance;

/// <summary>Section 1: messages with each form of length, in one frame.</summary>
internal static class PayloadCases
{
    private static readonly int[] Sizes = [0, 125, 126, 127, 128, 65535, 65536];

    public static IEnumerable<ConformanceCase> All =>
    [
        .. Sizes.Select((size, i) => new ConformanceCase($"1.1.{i + 1}", $"text of {size} bytes", s => s.Text(new string('*', size)))),
        new("1.1.8", "text of 65536 bytes, in writes of 997", s => s.Text(new string('*', 65536)).Chopped(997)),
        .. Sizes.Select((size, i) => new ConformanceCase($"1.2.{i + 1}", $"binary of {size} bytes", s => s.Binary(Filled(size)))),
        new("1.2.8", "binary of 65536 bytes, in writes of 997", s => s.Binary(Filled(65536)).Chopped(997)),
    ];

    private static byte[] Filled(int size) => [.. Enumerable.Repeat((byte)0xFE, size)];
}
