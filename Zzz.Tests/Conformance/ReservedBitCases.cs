namespace Zzz.Tests.Conformance;

/// <summary>Section 3: reserved bits, none of which has a meaning.</summary>
internal static class ReservedBitCases
{
    public static IEnumerable<ConformanceCase> All =>
    [
        new("3.1", "text with RSV3", s => s.Frame(0x91, "Hello").Fails()),
        new("3.2", "text, then text with RSV2, then a ping, at once", s => s.Text("Hello").Frame(0xA1, "Hello").Fails().Frame(0x89).AtOnce()),
        new("3.3", "text, then text with RSV2 and RSV3, then a ping", s => s.Text("Hello").Frame(0xB1, "Hello").Fails().Frame(0x89)),
        new("3.4", "text, then text with RSV1, then a ping, byte by byte", s => s.Text("Hello").Frame(0xC1, "Hello").Fails().Frame(0x89).Chopped(1)),
        new("3.5", "binary with RSV1 and RSV3", s => s.Frame(0xD2, [0x00, 0xFF, 0xFE, 0xFD, 0xFC, 0xFB, 0x00, 0xFF]).Fails()),
        new("3.6", "ping with RSV1 and RSV2", s => s.Frame(0xE9, "Hello").Fails()),
        new("3.7", "close with all three", s => s.Frame(0xF8).Fails()),
    ];
}
