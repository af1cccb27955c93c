namespace Zzz.Tests.Cluster;

/// <summary>A node of a broker in memory, whose calls a derived class can change.</summary>
internal abstract class WrappedBackplane : IBackplane, IBackplaneLog, IBackplaneHost
{
    private IBackplaneHost? _host;

    public IBackplane Inner { get; init; } = null!;

    public string Node => _host!.Node;

    public virtual ValueTask StartAsync(IBackplaneHost host, CancellationToken cancellationToken)
    {
        _host = host;
        return Inner.StartAsync(this, cancellationToken);
    }

    public virtual ValueTask StopAsync(CancellationToken cancellationToken) => Inner.StopAsync(cancellationToken);

    public virtual ValueTask SubscribeAsync(string topic, CancellationToken cancellationToken) => Inner.SubscribeAsync(topic, cancellationToken);

    public virtual ValueTask UnsubscribeAsync(string topic, CancellationToken cancellationToken) => Inner.UnsubscribeAsync(topic, cancellationToken);

    public virtual ValueTask<int?> PublishAsync(string topic, ReadOnlyMemory<byte> message, CancellationToken cancellationToken) =>
        Inner.PublishAsync(topic, message, cancellationToken);

    public virtual ValueTask SendAsync(string node, ReadOnlyMemory<byte> message, CancellationToken cancellationToken) =>
        Inner.SendAsync(node, message, cancellationToken);

    public virtual ValueTask<BackplaneAppended> AppendAsync(string topic, BackplaneAppend append, CancellationToken cancellationToken) =>
        ((IBackplaneLog)Inner).AppendAsync(topic, append, cancellationToken);

    public virtual ValueTask<BackplaneRead> ReadAsync(string topic, TopicPosition? since, int limit, CancellationToken cancellationToken) =>
        ((IBackplaneLog)Inner).ReadAsync(topic, since, limit, cancellationToken);

    public virtual void Received(string topic, ReadOnlyMemory<byte> message, TopicPosition? position) => _host!.Received(topic, message, position);

    public virtual void ReceivedByNode(ReadOnlyMemory<byte> message) => _host!.ReceivedByNode(message);

    public virtual void Interrupted(Exception? why) => _host!.Interrupted(why);

    public virtual void Restored() => _host!.Restored();
}
