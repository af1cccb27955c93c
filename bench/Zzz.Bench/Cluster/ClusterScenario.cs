using Zzz.Bench.Load;

namespace Zzz.Bench.Cluster;

/// <summary>One kind of load on a cluster.</summary>
/// <param name="Name">The row of the table.</param>
/// <param name="PerSecond">How many messages are published per second.</param>
/// <param name="Open">Opens the subscribers.</param>
/// <param name="Publish">Publishes message number i.</param>
/// <param name="Audience">How many subscribers receive each message.</param>
internal sealed record ClusterScenario(
    string Name, int PerSecond, Func<Fleet, TopicDialect, ClientConnection[]> Open, Action<Publishers, int> Publish, int Audience)
{
    /// <summary>Whether all clients are on one topic.</summary>
    public bool HasOneTopic => Audience > 2;

    public static ClusterScenario[] Both(ClusterOptions options) =>
    [
        new(
            $"a: 3 × {options.PerServer} clients on one topic, 20/s",
            20,
            (fleet, dialect) => OpenAll(fleet, dialect, options.PerServer * Fleet.Size, i => (i, "room")),
            (publishers, i) => publishers.Publish(i, "room"),
            options.PerServer * Fleet.Size),
        new(
            $"b: {options.Topics} topics of 2 clients on two nodes, 500/s",
            500,
            (fleet, dialect) => OpenAll(fleet, dialect, options.Topics * 2, i => ((i / 2) + (i % 2), $"pair-{i / 2}")),
            (publishers, i) => publishers.Publish(i % options.Topics, $"pair-{i % options.Topics}"),
            2),
        new(
            $"c: {options.Clients} topics of 1 client, posted to any node, 300/s",
            300,
            (fleet, dialect) => OpenAll(fleet, dialect, options.Clients, i => (i, $"user-{i}")),
            (publishers, i) => publishers.Post(Random.Shared.Next(Fleet.Size), $"user-{i % options.Clients}"),
            1),
    ];

    /// <summary>The same load on channels without and with a history.</summary>
    public static ClusterScenario[] OfChannels(ClusterOptions options) => [.. ((string[])["fleeting", "history"]).Select(kind => new ClusterScenario(
        $"f: {options.Topics / 5} channels of 2 clients on two nodes, 300/s, {kind}",
        300,
        (fleet, dialect) => OpenAll(fleet, dialect, options.Topics / 5 * 2, i => ((i / 2) + (i % 2), $"{kind}:{i / 2}")),
        (publishers, i) => publishers.Post(i, $"{kind}:{i % (options.Topics / 5)}"),
        2))];

    private static ClientConnection[] OpenAll(Fleet fleet, TopicDialect dialect, int count, Func<int, (int Server, string Topic)> place) =>
    [
        .. Enumerable.Range(0, count).Select(place).Select(client => dialect.Open(fleet.Servers[client.Server % Fleet.Size], client.Topic)),
    ];
}
