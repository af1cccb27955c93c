using System.Diagnostics.Metrics;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Zzz.Channels.History;
using Zzz.Channels.Members;
using Zzz.Channels.Receiving;
using Zzz.Channels.Routing;
using Zzz.Channels.Wire;
using Zzz.Cluster;
using Zzz.CompilerServices;
using Zzz.Connection;
using Zzz.Connection.Timing;
using Zzz.Json;
using Zzz.Telemetry;
using Zzz.Tests.Connection;

namespace Zzz.Bench.History;

/// <summary>A topic with many members, of whom some know positions.</summary>
internal sealed class Room
{
    private const string Topic = "room:1";

    private static readonly ConnectionMetrics Metrics = new(new Meter("Zzz.Bench"));

    private readonly Arrivals _arrivals = new();
    private readonly ConnectionRoute _connections = TestRoute.New(TimeProvider.System);
    private readonly ChannelHub _hub;
    private readonly ChannelRoute _route;
    private int _members;

    public Room(bool keeps)
    {
        var definition = new ChannelDefinition(
            "Room", [TopicPart.Literal("room:"), TopicPart.Rest], _ => new Channel(), metadata: keeps ? [new HistoryAttribute(100)] : []);
        var channel = new RoutedChannel(definition, _ => null);
        var feeds = new TopicFeeds(Options.Create(new ZzzOptions()), TimeProvider.System, Metrics, NullLogger<TopicFeeds>.Instance);
        if (channel.History is { } rule) feeds.Add(rule);
        var settings = new JsonSerializerOptions(JsonSerializerDefaults.Web);
        var nodes = new OtherNodes(
            new LocalBackplane(), Options.Create(new ZzzOptions()), TimeProvider.System, Metrics, NullLogger<OtherNodes>.Instance);
        _hub = new ChannelHub(new AppJson(settings), feeds, nodes, TimeProvider.System, NullLogger<ChannelHub>.Instance);
        _route = new ChannelRoute(
            [channel], new ChannelOptions { RateLimit = null }, new WsJson(settings, []), _hub, new TimerWheel(TimeProvider.System), NullLogger.Instance);
    }

    public void Join(bool asksForPositions)
    {
        var connection = new ServerConnection(
            new ScriptedSession(), new Sink(_arrivals), new ScriptedRequest(), _connections, new ConnectionTelemetry(Metrics.For("/room"), TimeProvider.System));
        var peer = new ChannelPeer(connection, _route, ChannelSerializer.V2, () => throw new InvalidOperationException(), new Turn());
        _arrivals.Expect(1);
        string extension = asksForPositions ? """,{"id":"a"}""" : "";
        byte[] join = Encoding.UTF8.GetBytes($$"""["1","1","{{Topic}}","phx_join",{}{{extension}}]""");
        peer.ReceiveAsync(new WsMessage(WsMessageKind.Text, join)).AsTask().GetAwaiter().GetResult();
        _arrivals.Await();
        _members++;
    }

    /// <summary>Broadcasts JSON, and returns its size once all members have it.</summary>
    public int Broadcast(byte[] payload)
    {
        _arrivals.Expect(_members);
        _hub.Broadcast(Topic, "said", payload, isBinary: false);
        _arrivals.Await();
        return payload.Length;
    }

    private sealed class Channel : ChannelInstance
    {
        public override ValueTask<JoinResult> OnJoin(ChannelSocket socket, ChannelMessage join) => new(JoinResult.Ok());
    }
}
