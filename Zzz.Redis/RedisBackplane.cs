using Microsoft.Extensions.Logging;

namespace Zzz.Redis;

/// <summary>Carries messages through Redis's channels. Each topic and each node belongs to one shard.</summary>
internal class RedisBackplane(RedisBackplaneOptions options, IServiceProvider services, ILogger logger) : IBackplane
{
    private RedisShard[] _shards = [];
    private Outages? _outages;

    public async ValueTask StartAsync(IBackplaneHost host, CancellationToken cancellationToken)
    {
        _outages = new Outages(host);
        ShardConnection[] connections = await ConnectAsync(cancellationToken);
        _shards = [.. connections.Select(connection => new RedisShard(options, connection, host, _outages, logger))];
        try
        {
            await Task.WhenAll(_shards.Select(shard => shard.StartAsync(cancellationToken)));
        }
        catch
        {
            await StopAsync(CancellationToken.None);
            throw;
        }
    }

    public async ValueTask StopAsync(CancellationToken cancellationToken)
    {
        _outages?.Close();
        RedisShard[] shards = Interlocked.Exchange(ref _shards, []);
        await Task.WhenAll(shards.Select(shard => shard.DisposeAsync().AsTask())).WaitAsync(cancellationToken);
    }

    public async ValueTask SubscribeAsync(string topic, CancellationToken cancellationToken) =>
        await Shard(topic).SubscribeAsync(topic, cancellationToken);

    public async ValueTask UnsubscribeAsync(string topic, CancellationToken cancellationToken) =>
        await Shard(topic).UnsubscribeAsync(topic, cancellationToken);

    public async ValueTask<int?> PublishAsync(string topic, ReadOnlyMemory<byte> message, CancellationToken cancellationToken) =>
        (int)await Shard(topic).PublishAsync(topic, message.Span).WaitAsync(cancellationToken);

    public async ValueTask SendAsync(string node, ReadOnlyMemory<byte> message, CancellationToken cancellationToken) =>
        await Shard(node).SendAsync(node, message.Span).WaitAsync(cancellationToken);

    /// <summary>Returns the shard that a topic or a node belongs to.</summary>
    /// <exception cref="InvalidOperationException">The backplane is not started.</exception>
    protected RedisShard Shard(string name)
    {
        RedisShard[] shards = _shards;
        return shards.Length > 0 ? shards[JumpHash.Shard(name, shards.Length)] : throw new InvalidOperationException("The backplane is not started.");
    }

    private async Task<ShardConnection[]> ConnectAsync(CancellationToken cancellationToken)
    {
        if (options.ConnectionFactory is { } factory) return [await ShardConnector.ShareAsync(factory, services, cancellationToken)];
        Task<ShardConnection>[] connecting = [.. options.Servers.Select(server => ShardConnector.OpenAsync(server, cancellationToken))];
        try
        {
            return await Task.WhenAll(connecting);
        }
        catch
        {
            foreach (Task<ShardConnection> connection in connecting.Where(one => one.IsCompletedSuccessfully)) await connection.Result.DisposeAsync();
            throw;
        }
    }
}
