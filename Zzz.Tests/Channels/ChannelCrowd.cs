using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Logging.Abstractions;
using Xunit;
using Zzz.Channels.History;
using Zzz.Channels.Members;
using Zzz.Channels.Receiving;
using Zzz.Channels.Routing;
using Zzz.Channels.Wire;
using Zzz.Connection;
using Zzz.Connection.Ports;
using Zzz.Connection.Timing;
using Zzz.Json;
using Zzz.Protocol;
using Zzz.PubSub;
using Zzz.Telemetry;
using Zzz.Tests.Channels.History;
using Zzz.Tests.Cluster;
using Zzz.Tests.Connection;
using Zzz.Tests.Peers;
using Zzz.Tests.PubSub;

namespace Zzz.Tests.Channels;

/// <summary>Many clients of one channel in the topic <c>room:1</c>, without a network, for tests that count.</summary>
internal sealed class ChannelCrowd
{
    public const string Topic = "room:1";

    private static readonly RouteMetrics Metrics = new ConnectionMetrics(new Meter("Zzz")).For("/channels");

    private readonly Topics _topics = TestTopics.New();
    private readonly List<ServerConnection> _connections = [];
    private readonly ChannelRoute _route;

    public ChannelCrowd(ChannelScript room, JsonSerializerOptions? settings = null)
    {
        settings ??= new JsonSerializerOptions(JsonSerializerDefaults.Web);
        var channel = new RoutedChannel(room.Definition, _ => null);
        Rule = channel.History;
        Hub = new ChannelHub(
            new AppJson(settings),
            TestFeeds.New(rules: Rule is null ? [] : [Rule]),
            TestNodes.New(),
            TimeProvider.System,
            NullLogger<ChannelHub>.Instance);
        _route = new ChannelRoute(
            [channel],
            new ChannelOptions { RateLimit = null },
            new WsJson(settings, [ChannelJson.Default]),
            Hub,
            new TimerWheel(TimeProvider.System),
            NullLogger.Instance);
    }

    public ChannelHub Hub { get; }

    /// <summary>The rule of the channel's history; <see langword="null"/> if it has none.</summary>
    public HistoryRule? Rule { get; }

    public static WsMessage Message(string json) => new(WsMessageKind.Text, Encoding.UTF8.GetBytes(json));

    /// <summary>The message of a client that joins with a serializer and, in V2, with the sixth element.</summary>
    public static WsMessage Join(ChannelSerializer serializer, string? extension = null) => Message(serializer == ChannelSerializer.V1
        ? $$"""{"topic":"{{Topic}}","event":"phx_join","payload":{},"ref":"1"}"""
        : $$"""["1","1","{{Topic}}","phx_join",{}{{(extension is null ? "" : "," + extension)}}]""");

    public static string Since(TopicPosition position) => $$"""{"id":"a","at":["{{position.Epoch}}",{{position.Offset}}]}""";

    /// <summary>A client that has not joined.</summary>
    public ChannelPeer Connect(ChannelSerializer serializer, ITransport? transport = null, bool compressed = false)
    {
        var connection = new ServerConnection(
            new ScriptedSession(),
            transport ?? new CountingTransport(),
            new ScriptedRequest { Deflate = compressed ? new DeflateParameters(false, 15, false, 15) : null },
            TestRoute.New(TimeProvider.System, _topics),
            new ConnectionTelemetry(Metrics, TimeProvider.System));
        _connections.Add(connection);
        return new ChannelPeer(connection, _route, serializer, () => throw new InvalidOperationException("No services."), new Turn());
    }

    /// <summary>A client that has joined.</summary>
    public async Task<ChannelPeer> JoinAsync(ChannelSerializer serializer, string? extension = null, bool compressed = false)
    {
        ChannelPeer peer = Connect(serializer, compressed: compressed);
        await peer.ReceiveAsync(Join(serializer, extension));
        return peer;
    }

    /// <summary>Broadcasts the event <c>said</c>, with this many bytes of text.</summary>
    public void Say(int size) =>
        Hub.Broadcast(Topic, "said", Encoding.UTF8.GetBytes($$"""{"body":"{{new string('x', size)}}"}"""), isBinary: false);

    /// <summary>The entry of the history that follows a position.</summary>
    public HistoryEntry? After(TopicPosition position)
    {
        using FeedTurn turn = Hub.Feeds.Enter(Topic, Rule!);
        return turn.After(position);
    }

    /// <summary>Waits until no data is waiting to be sent.</summary>
    public void AwaitDrained()
    {
        long began = Stopwatch.GetTimestamp();
        foreach (ServerConnection connection in _connections)
        {
            while (connection.BufferedBytes > 0)
            {
                if (Stopwatch.GetElapsedTime(began) > Guard.Limit) Assert.Fail($"{connection.BufferedBytes} bytes still wait.");
                Thread.Yield();
            }
        }
    }
}
