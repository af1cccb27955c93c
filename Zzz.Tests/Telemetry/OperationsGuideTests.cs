using System.Diagnostics.Metrics;
using System.Reflection;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using Xunit;
using Zzz.Telemetry;
using Zzz.Tests.Controllers;
using Zzz.Tests.Peers;

namespace Zzz.Tests.Telemetry;

/// <summary>Checks that docs/operations.md and its dashboard list what a real server exports and logs, and nothing else.</summary>
public sealed partial class OperationsGuideTests
{
    private static readonly string Guide = Path.Combine(Repository.Root, "docs/operations.md");
    private static readonly string Dashboard = Path.Combine(Repository.Root, "docs/grafana/zzz.json");

    [Fact]
    public async Task The_table_of_metrics_is_what_is_exported()
    {
        using MeterRecorder meter = await ExportAsync();
        Assert.Equal(
            Rows("metric").Select(row => $"{row[0]} {row[1]} {row[2]} {string.Join(", ", row[3].Split(", ").Order())}").Order(),
            meter.Instruments.Select(one => $"{one.Name} {KindOf(one)} {one.Unit} {string.Join(", ", meter.TagsOf(one.Name))}").Order());
    }

    [Fact]
    public async Task The_dashboard_names_each_metric_as_Prometheus_gets_it_and_no_other()
    {
        using MeterRecorder meter = await ExportAsync();
        string[] names = [.. meter.Instruments.SelectMany(PrometheusNames)];
        string[] labels = ["le", .. meter.Instruments.SelectMany(one => meter.TagsOf(one.Name)).Distinct().Select(tag => tag.Replace('.', '_'))];

        string[] queries = [.. Queries(JsonDocument.Parse(await File.ReadAllTextAsync(Dashboard, TestContext.Current.CancellationToken)).RootElement)];
        string[] words = [.. queries.SelectMany(query => Name().Matches(query).Select(match => match.Value)).Distinct()];
        Assert.Empty(words.Except(names).Except(labels));
        Assert.All(meter.Instruments, one => Assert.Contains(words, PrometheusNames(one).Contains));
    }

    [Fact]
    public void The_table_of_log_events_is_what_is_logged()
    {
        LoggerMessageAttribute[] events =
            [.. typeof(Log).GetMethods().Select(method => method.GetCustomAttribute<LoggerMessageAttribute>()).OfType<LoggerMessageAttribute>()];
        Assert.Equal(events.Length, events.DistinctBy(one => one.EventId).Count());
        Assert.Equal(events.Select(one => $"{one.EventId} {one.Level} {one.Message}").Order(), Rows("id").Select(row => string.Join(' ', row)).Order());
    }

    /// <summary>Runs a server on which everything that can be measured happens once.</summary>
    private static async Task<MeterRecorder> ExportAsync()
    {
        var time = new FakeTimeProvider();
        var broker = new WsTestBackplane();
        IBackplane node = broker.NewNode();
        await using TestApp app = await TestApp.StartAsync(build: builder => builder.Services
            .AddSingleton(new Calls()).AddSingleton<TimeProvider>(time).AddSingleton(node));
        var meter = new MeterRecorder(app);
        try
        {
            await using TestApp other = await TestApp.StartAsync(build: builder => builder.Services.AddSingleton(new Calls()).AddSingleton(broker.NewNode()));
            await HappenAsync(app, time, meter, broker, node);
            await meter.SumOfAsync(1, "zzz.backplane.received");
            await meter.SumOfAsync(1, "zzz.backplane.lag");
            await meter.SumOfAsync(1, "zzz.backplane.published");
            await meter.SumOfAsync(1, "zzz.backplane.dropped");
            await meter.SumOfAsync(1, "zzz.backplane.append.duration");
            await meter.SumOfAsync(1, "zzz.backplane.gaps");
            await meter.SumOfAsync(1, "zzz.ping.duration");
            await meter.SumOfAsync(1, "zzz.compression.wire", "zzz.direction=sent");
            await meter.SumOfAsync(1, "zzz.handler.failures");
            await meter.SumOfAsync(1, "zzz.upgrades.refused");
            await meter.SumOfAsync(1, "zzz.connections.closed");
            await meter.SumOfAsync(1, "zzz.recovered.messages");
            foreach (string live in (string[])["zzz.buffered", "zzz.history.topics", "zzz.history.size"]) meter.Observe(live);
            return meter;
        }
        catch
        {
            meter.Dispose();
            throw;
        }
    }

    private static async Task HappenAsync(TestApp app, FakeTimeProvider time, MeterRecorder meter, WsTestBackplane broker, IBackplane node)
    {
        using RawPeer echo = await RawPeer.OpenAsync(app.Port, "/echo", "Sec-WebSocket-Extensions: permessage-deflate");
        await echo.SendAsync(ClientFrame.Binary(new byte[1000]));
        await echo.ReadFrameAsync();
        time.Advance(TimeSpan.FromSeconds(31));
        ServerFrame ping = await echo.ReadFrameAsync();
        await echo.SendAsync([.. ClientFrame.Pong(ping.Payload), .. ClientFrame.Close()]);
        await echo.ReadToEndAsync();

        foreach (string extension in (string[])["""{"id":"a"}""", """{"id":"a","at":["another",1]}"""])
        {
            using RawPeer log = await RawPeer.OpenAsync(app.Port, "/log/websocket?vsn=2.0.0");
            await log.SendAsync(ClientFrame.Text($"""["1","1","log:1","phx_join",null,{extension}]"""));
            string at = JsonElement.Parse((await log.ReadFrameAsync()).Text)[5].GetProperty("at").GetRawText();
            broker.DropNext("log:1", node);
            for (int i = 0; i < 2; i++) await app.Services.GetRequiredService<IChannels>().BroadcastAsync("log:1", "line", "missed");
            for (int i = 0; i < 2; i++) await log.ReadFrameAsync();
            using RawPeer again = await RawPeer.OpenAsync(app.Port, "/log/websocket?vsn=2.0.0");
            await again.SendAsync(ClientFrame.Text($$"""["1","1","log:1","phx_join",null,{"id":"a","at":{{at}}}]"""));
            await again.ReadFrameAsync();
        }

        using RawPeer slow = await RawPeer.OpenAsync(app.Port, "/slow/drop");
        await slow.SendAsync(ClientFrame.Text("go"));
        await meter.SumOfAsync(1, "zzz.messages.dropped");
        using RawPeer failing = await RawPeer.OpenAsync(app.Port, "/record");
        await failing.SendAsync(ClientFrame.Text("throw"));
        using RawPeer refused = await RawPeer.ConnectAsync(app.Port);
        await refused.SendAsync(RawPeer.Handshake("/echo", "Origin: https://elsewhere.example"));
        await refused.ReadHeadAsync();
        broker.Cut(node);
        app.Services.GetRequiredService<IPubSub>().Publish("news", "lost");
    }

    /// <summary>Returns the cells of the table whose first column has this heading, without the last column if it is prose.</summary>
    private static string[][] Rows(string firstColumn)
    {
        string[] lines = File.ReadAllLines(Guide);
        int header = Array.FindIndex(lines, line => line.StartsWith($"| {firstColumn} |", StringComparison.Ordinal));
        return
        [
            .. lines.Skip(header + 2).TakeWhile(line => line.StartsWith('|'))
                .Select(line => line.Trim('|', ' ').Split(" | ").Select(cell => cell.Replace("`", "", StringComparison.Ordinal)).ToArray()),
        ];
    }

    private static string KindOf(Instrument instrument) =>
        instrument.GetType().Name.Split('`')[0].Replace("Observable", "", StringComparison.Ordinal);

    /// <summary>
    /// Applies OpenTelemetry's rules for Prometheus: dots become underscores, the unit is appended unless it is in braces, and counters end in total.
    /// </summary>
    private static string[] PrometheusNames(Instrument instrument)
    {
        string unit = instrument.Unit switch { "s" => "_seconds", "By" => "_bytes", _ => "" };
        string name = instrument.Name.Replace('.', '_') + unit;
        return KindOf(instrument) switch
        {
            "Counter" => [$"{name}_total"],
            "Histogram" => [$"{name}_bucket", $"{name}_sum", $"{name}_count"],
            _ => [name],
        };
    }

    private static IEnumerable<string> Queries(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Object => element.EnumerateObject().SelectMany(one =>
            one.Name is "expr" or "query" && one.Value.ValueKind == JsonValueKind.String ? [one.Value.GetString()!] : Queries(one.Value)),
        JsonValueKind.Array => element.EnumerateArray().SelectMany(Queries),
        _ => [],
    };

    /// <summary>Matches names that are neither a function nor a keyword of PromQL, nor in quotes, nor a variable.</summary>
    [GeneratedRegex(@"\b(?:[a-z]+_)+[a-z]+\b(?<!histogram_quantile|label_values|__rate_interval)")]
    private static partial Regex Name();
}
