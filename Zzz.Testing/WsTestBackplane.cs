using Zzz.Testing.Cluster;

namespace Zzz;

/// <summary>
/// A broker in memory that connects several nodes of an app within one process, and that a test can break in all the ways in which brokers break.
/// </summary>
/// <remarks>
/// <para>
/// May be used from any thread. Messages are delivered on the thread pool: one at a time per topic and node, and topics do not wait for each other.
/// </para>
/// <para>A host that keeps the memory of a message after its call has returned finds other bytes there.</para>
/// </remarks>
/// <example>
/// <code>
/// var backplane = new WsTestBackplane();
/// IBackplane one = backplane.NewNode(), two = backplane.NewNode();
/// backplane.Cut(one);
/// </code>
/// </example>
public sealed class WsTestBackplane
{
    private readonly Lazy<Broker> _broker;

    /// <summary>Creates a broker without nodes.</summary>
    public WsTestBackplane() => _broker = new Lazy<Broker>(() => new Broker(CountsNodes));

    /// <summary>Whether the broker keeps logs, so that its nodes are <see cref="IBackplaneLog"/> too. Default: yes.</summary>
    public bool HasLog { get; init; } = true;

    /// <summary>Whether the broker tells how many nodes it has sent a message to. Default: yes.</summary>
    public bool CountsNodes { get; init; } = true;

    private Broker Broker => _broker.Value;

    /// <summary>Creates a node, which connects when it is started. Register it in an app as <see cref="IBackplane"/>.</summary>
    /// <returns>The node.</returns>
    public IBackplane NewNode()
    {
        BrokerNode node = HasLog ? new BrokerLogNode(Broker) : new BrokerNode(Broker);
        Broker.Add(node);
        return node;
    }

    /// <summary>
    /// Cuts a node off from the broker, and interrupts its host. From now on the calls of the node throw <see cref="IOException"/>, and it receives
    /// nothing. Messages that waited for it are lost.
    /// </summary>
    /// <param name="node">The node.</param>
    public void Cut(IBackplane node) => Broker.Cut(Known(node));

    /// <summary>Connects a node again that was cut off: its subscriptions are restored, and then its host is notified.</summary>
    /// <param name="node">The node.</param>
    public void Heal(IBackplane node) => Broker.Heal(Known(node));

    /// <summary>
    /// Stops the broker as a debugger would: calls wait until <see cref="Resume"/>. A call that is cancelled meanwhile is carried out all the same.
    /// A node that is started meanwhile is interrupted until then.
    /// </summary>
    public void Stall() => Broker.Stall();

    /// <summary>Lets the broker run again. It first carries out the calls that wait, in their order.</summary>
    public void Resume() => Broker.Resume();

    /// <summary>Loses the next message on a topic on its way from the broker. If it is appended, the log keeps it.</summary>
    /// <param name="topic">The topic.</param>
    /// <param name="node">The node that does not receive the message; by default, no node receives it.</param>
    public void DropNext(string topic, IBackplane? node = null) => Broker.DropNext(topic, node is null ? null : Known(node));

    /// <summary>
    /// Loses the answer to the next call that publishes or appends on a topic: the broker carries out the call, and then the call throws
    /// <see cref="IOException"/>.
    /// </summary>
    /// <param name="topic">The topic.</param>
    public void LoseNextAnswer(string topic) => Broker.LoseNextAnswer(topic);

    /// <summary>Loses all logs, as a restart without persistence does. Each topic begins a new epoch.</summary>
    public void LoseLog() => Broker.LoseLog();

    /// <summary>Loses the latest messages of a topic's log, as a failover to a replica that is behind does. The epoch stays the same.</summary>
    /// <param name="topic">The topic.</param>
    /// <param name="offset">The offset of the last message that the log keeps; 0 if it keeps none.</param>
    /// <exception cref="ArgumentOutOfRangeException">The offset is negative, or above the top of the log.</exception>
    public void Rewind(string topic, long offset) => Broker.Rewind(topic, offset);

    /// <summary>
    /// Waits until all messages are delivered, and also those that hosts have sent while they received them. Calls that wait because of
    /// <see cref="Stall"/> are not waited for.
    /// </summary>
    /// <returns>A task that completes when nothing is on its way.</returns>
    /// <exception cref="AggregateException">A host has thrown.</exception>
    public Task IdleAsync() => Broker.IdleAsync();

    private BrokerNode Known(IBackplane node) =>
        node is BrokerNode known && known.BelongsTo(Broker) ? known : throw new ArgumentException("The node is not one of this backplane.", nameof(node));
}
