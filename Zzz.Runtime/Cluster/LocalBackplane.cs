namespace Zzz.Cluster;

/// <summary>The default backplane, for an app on a single node. It does nothing.</summary>
internal sealed class LocalBackplane : IBackplane
{
    public ValueTask StartAsync(IBackplaneHost host, CancellationToken cancellationToken) => default;

    public ValueTask StopAsync(CancellationToken cancellationToken) => default;

    public ValueTask SubscribeAsync(string topic, CancellationToken cancellationToken) => default;

    public ValueTask UnsubscribeAsync(string topic, CancellationToken cancellationToken) => default;

    public ValueTask<int?> PublishAsync(string topic, ReadOnlyMemory<byte> message, CancellationToken cancellationToken) => default;

    public ValueTask SendAsync(string node, ReadOnlyMemory<byte> message, CancellationToken cancellationToken) => default;
}
