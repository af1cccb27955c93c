namespace Zzz.Testing.Cluster;

/// <summary>A node of a broker that keeps logs.</summary>
internal sealed class BrokerLogNode(Broker broker) : BrokerNode(broker), IBackplaneLog
{
    public async ValueTask<BackplaneAppended> AppendAsync(string topic, BackplaneAppend append, CancellationToken cancellationToken)
    {
        if (append.Messages.Count == 0) throw new ArgumentException("An append has at least one message.", nameof(append));
        BackplaneAppend copy = append with { Messages = [.. append.Messages.Select(message => (ReadOnlyMemory<byte>)message.ToArray())] };
        return await Broker.CallAsync(this, () => Broker.Append(topic, copy), cancellationToken);
    }

    public async ValueTask<BackplaneRead> ReadAsync(string topic, TopicPosition? since, int limit, CancellationToken cancellationToken) =>
        await Broker.CallAsync(this, () => Broker.LogOf(topic).Read(since, limit), cancellationToken);
}
