using Zzz.Cluster.Messages;
using Zzz.Telemetry;

namespace Zzz.Cluster;

/// <summary>The instruments of the meter <c>Zzz</c> that concern the backplane, with the names and units that docs/operations.md lists.</summary>
internal sealed class ClusterMetrics(ConnectionMetrics metrics)
{
    private const string Kind = "kind";
    private const string Outcome = "outcome";
    private const string Control = "control";

    private readonly GuardedInstrument<long> _published = Counter(
        metrics, "zzz.backplane.published", "{message}", "Messages that this node has sent to the others.");

    private readonly GuardedInstrument<long> _received = Counter(
        metrics, "zzz.backplane.received", "{message}", "Messages that this node has received from others.");

    private readonly GuardedInstrument<long> _dropped = Counter(
        metrics, "zzz.backplane.dropped", "{message}", "Messages that did not reach the other nodes.");

    private readonly GuardedInstrument<long> _gaps = Counter(
        metrics, "zzz.backplane.gaps", "{gap}", "Holes in what was received on a topic with a history: repaired from the log, or lost.");

    private readonly GuardedInstrument<double> _lag = Histogram(
        metrics, "zzz.backplane.lag", "Time from sending a message on one node to receiving it on another, by their clocks.");

    private readonly GuardedInstrument<double> _appends = Histogram(
        metrics, "zzz.backplane.append.duration", "Time from a broadcast on a topic with a history to its confirmation by the log.");

    public void Published(NodeMessageKind kind) => _published.Add(1, Tag(Kind, Word(kind)));

    public void Dropped(NodeMessageKind kind, int count = 1) => _dropped.Add(count, Tag(Kind, Word(kind)));

    public void Received(NodeMessageKind kind, TimeSpan lag)
    {
        _received.Add(1, Tag(Kind, Word(kind)));
        if (_lag.Enabled) _lag.Add(Math.Max(0, lag.TotalSeconds), Tag(Kind, Word(kind)));
    }

    public void Appended(TimeSpan duration) => _appends.Add(duration.TotalSeconds);

    public void Gap(bool isRepaired) => _gaps.Add(1, Tag(Outcome, isRepaired ? "repaired" : "lost"));

    /// <summary>Adds a value that is read when metrics are collected.</summary>
    public void Observe(string name, Func<long> value, string unit, string description) =>
        ConnectionMetrics.Published(() => metrics.Meter.CreateObservableUpDownCounter(name, value, unit, description));

    private static GuardedInstrument<long> Counter(ConnectionMetrics metrics, string name, string unit, string description) =>
        ConnectionMetrics.Counter(metrics.Meter, name, unit, description);

    private static GuardedInstrument<double> Histogram(ConnectionMetrics metrics, string name, string description) =>
        ConnectionMetrics.Histogram(metrics.Meter, name, "s", description);

    private static KeyValuePair<string, object?> Tag(string name, string value) => new(name, value);

    /// <summary>Whether a message is of the nodes' own making, such as a heartbeat, and no client misses it.</summary>
    public static bool IsControl(NodeMessageKind kind) => Word(kind) == Control;

    private static string Word(NodeMessageKind kind) => kind switch
    {
        <= NodeMessageKind.Close => "topic",
        NodeMessageKind.Broadcast or NodeMessageKind.BinaryBroadcast => "broadcast",
        NodeMessageKind.Presence => "presence",
        _ => Control,
    };
}
