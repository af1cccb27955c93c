using Zzz.Bench.Servers;

namespace Zzz.Bench.Scenarios;

/// <summary>All scenarios that <c>compare</c> knows.</summary>
internal static class KnownScenarios
{
    private const int KiB = 1024;

    public static Scenario[] All { get; } =
    [
        .. Echo("16", "text of 16 B", Payload.Ascii(16), (1, 1), (64, 1), (500, 1), (64, 16)),
        .. Echo("128", "text of 128 B", Payload.Ascii(128), (1, 1), (64, 1), (500, 1), (1, 16), (64, 16), (500, 16)),
        .. Echo("1k", "text of 1 KiB", Payload.Ascii(KiB), (64, 1), (64, 16)),
        .. Echo("1k-utf8", "text of 1 KiB, not ASCII", Payload.NonAscii(KiB), (64, 1), (64, 16)),
        .. Echo("1k-binary", "1 KiB", Payload.Binary(KiB), (64, 16)),
        .. Echo("16k", "16 KiB", Payload.Binary(16 * KiB), (64, 1), (64, 16)),
        .. Echo("1m", "1 MiB", Payload.Binary(KiB * KiB), (1, 1), (8, 1)).Select(scenario => scenario with { LeastTime = TimeSpan.FromSeconds(1) }),
        .. Deflated("deflate", "JSON of 1 KiB, deflated without takeover", DeflateMode.Isolated),
        .. Deflated("takeover", "JSON of 1 KiB, deflated with takeover", DeflateMode.Takeover),
        .. Broadcasts("broadcast", "text of 128 B to 1,000", Payload.Ascii(128), DeflateMode.None),
        .. Broadcasts("broadcast-deflate", "JSON of 1 KiB to 1,000, deflated", Payload.Json(KiB), DeflateMode.Isolated),
        .. Events("event", "JSON event with reply", Payload.ChatMessage(), (64, 1), (64, 16)),
        new ConnectScenario("connect", "open and close, one after the other"),
        new IdleScenario("idle", "5,000 idle connections", Connections: 5_000),
    ];

    private static IEnumerable<EchoScenario> Echo(string name, string summary, Payload payload, params (int Connections, int InFlight)[] loads) =>
        loads.Select(load => new EchoScenario(NameOf(name, load), SummaryOf(summary, load), payload, load.Connections, load.InFlight));

    private static IEnumerable<EchoScenario> Deflated(string name, string summary, DeflateMode deflate) =>
        Echo(name, summary, Payload.Json(KiB), (64, 1), (64, 16)).Select(scenario => scenario with { Deflate = deflate });

    private static BroadcastScenario[] Broadcasts(string name, string summary, Payload payload, DeflateMode deflate) =>
    [
        new(name, summary, payload, Subscribers: 1_000, Burst: 1) { Deflate = deflate },
        new($"{name}-x16", $"{summary}, in bursts of 16", payload, Subscribers: 1_000, Burst: 16) { Deflate = deflate },
    ];

    private static IEnumerable<EventScenario> Events(string name, string summary, Payload payload, params (int Connections, int InFlight)[] loads) =>
        loads.Select(load => new EventScenario(NameOf(name, load), SummaryOf(summary, load), payload, load.Connections, load.InFlight));

    private static string NameOf(string name, (int Connections, int InFlight) load) => $"{name}-c{load.Connections}-x{load.InFlight}";

    private static string SummaryOf(string summary, (int Connections, int InFlight) load) =>
        $"{summary}, {Count(load.Connections, "connection")}, {load.InFlight} in flight";

    private static string Count(int count, string what) => count == 1 ? $"1 {what}" : $"{count} {what}s";
}
