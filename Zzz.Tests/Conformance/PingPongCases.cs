namespace Zzz.Tests.Conformance;

/// <summary>Section 2: pings and pongs.</summary>
internal static class PingPongCases
{
    private static readonly byte[] Longest = [.. Enumerable.Repeat((byte)0xFE, 125)];

    public static IEnumerable<ConformanceCase> All =>
    [
        new("2.1", "ping without payload", s => s.Ping()),
        new("2.2", "ping with a text", s => s.Ping("Hello, world!")),
        new("2.3", "ping with bytes that are no text", s => s.Ping([0x00, 0xFF, 0xFE, 0xFD, 0xFC, 0xFB, 0x00, 0xFF])),
        new("2.4", "ping of 125 bytes", s => s.Ping(Longest)),
        new("2.5", "ping of 126 bytes", s => s.Frame(0x89, new byte[126]).Fails()),
        new("2.6", "ping of 125 bytes, byte by byte", s => s.Ping(Longest).Chopped(1)),
        new("2.7", "pong that nobody asked for", s => s.Pong()),
        new("2.8", "pong with payload that nobody asked for", s => s.Pong("unsolicited pong")),
        new("2.9", "pong that nobody asked for, then a ping", s => s.Pong("unsolicited pong").Ping("ping")),
        new("2.10", "ten pings", TenPings),
        new("2.11", "ten pings, byte by byte", s => TenPings(s).Chopped(1)),
    ];

    private static Script TenPings(Script s) => Enumerable.Range(0, 10).Aggregate(s, (script, i) => script.Ping($"payload {i}"));
}
