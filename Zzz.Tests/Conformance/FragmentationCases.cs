namespace Zzz.Tests.Conformance;

/// <summary>Section 5: fragments, and frames between them.</summary>
internal static class FragmentationCases
{
    public static IEnumerable<ConformanceCase> All =>
    [
        new("5.1", "ping in two fragments", s => s.Frame(0x09, "fragment1").Fails().Frame(0x80, "fragment2")),
        new("5.2", "pong in two fragments", s => s.Frame(0x0A, "fragment1").Fails().Frame(0x80, "fragment2")),
        new("5.3", "text in two fragments, at once", s => Two(s).AtOnce()),
        new("5.4", "text in two fragments", Two),
        new("5.5", "text in two fragments, byte by byte", s => Two(s).Chopped(1)),
        new("5.6", "text in two fragments, a ping between, at once", s => TwoWithPing(s).AtOnce()),
        new("5.7", "text in two fragments, a ping between", TwoWithPing),
        new("5.8", "text in two fragments, a ping between, byte by byte", s => TwoWithPing(s).Chopped(1)),
        new("5.9", "last continuation of nothing, then text, at once", s => OfNothing(s, 0x80).AtOnce()),
        new("5.10", "last continuation of nothing, then text", s => OfNothing(s, 0x80)),
        new("5.11", "last continuation of nothing, then text, byte by byte", s => OfNothing(s, 0x80).Chopped(1)),
        new("5.12", "continuation of nothing, then text, at once", s => OfNothing(s, 0x00).AtOnce()),
        new("5.13", "continuation of nothing, then text", s => OfNothing(s, 0x00)),
        new("5.14", "continuation of nothing, then text, byte by byte", s => OfNothing(s, 0x00).Chopped(1)),
        new("5.15", "text in two fragments, then a continuation of nothing, then text", s => OfNothing(Two(s), 0x00)),
        new("5.16", "twice a continuation of nothing, then a fragment and its last", s => s.Frame(0x00, "fragment1").Fails().Frame(0x01, "fragment2").Frame(0x80, "fragment3")),
        new("5.17", "twice a last continuation of nothing, then a fragment and its last", s => s.Frame(0x80, "fragment1").Fails().Frame(0x01, "fragment2").Frame(0x80, "fragment3")),
        new("5.18", "text in two fragments, the second not a continuation", s => s.Frame(0x01, "fragment1").Frame(0x81, "fragment2").Fails()),
        new("5.19", "text in five fragments, two pings between, at once", s => FiveWithPings(s).AtOnce()),
        new("5.20", "text in five fragments, two pings between", FiveWithPings),
    ];

    private static Script Two(Script s) =>
        s.Frame(0x01, "fragment1").Frame(0x80, "fragment2").Expect(OutcomeKind.Text, "fragment1fragment2");

    private static Script TwoWithPing(Script s) =>
        s.Frame(0x01, "fragment1").Ping("ping").Frame(0x80, "fragment2").Expect(OutcomeKind.Text, "fragment1fragment2");

    private static Script OfNothing(Script s, byte first) => s.Frame(first, "continuation").Fails().Frame(0x81, "Hello");

    private static Script FiveWithPings(Script s) => s
        .Frame(0x01, "fragment1").Frame(0x00, "fragment2").Ping("ping 1")
        .Frame(0x00, "fragment3").Frame(0x00, "fragment4").Ping("ping 2")
        .Frame(0x80, "fragment5").Expect(OutcomeKind.Text, "fragment1fragment2fragment3fragment4fragment5");
}
