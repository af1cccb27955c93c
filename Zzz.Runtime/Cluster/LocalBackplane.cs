namespace Zzz.Cluster;

/// <summary>The default backplane, for an app on a single node. It does nothing.</summary>
internal sealed class LocalBackplane : INodeChannels
{
    public ValueTask PublishAsync(string channel, ReadOnlyMemory<byte> message, CancellationToken cancellationToken = default) => default;

    public ValueTask<IAsyncDisposable> SubscribeAsync(
        string channel, Func<ReadOnlyMemory<byte>, ValueTask> handler, CancellationToken cancellationToken = default) => new(new Nothing());

    private sealed class Nothing : IAsyncDisposable
    {
        public ValueTask DisposeAsync() => default;
    }
}
