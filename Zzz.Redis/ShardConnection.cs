using StackExchange.Redis;

namespace Zzz.Redis;

/// <summary>The connection to one shard: a server, or a cluster.</summary>
internal sealed class ShardConnection(IConnectionMultiplexer multiplexer, bool isOwned) : IAsyncDisposable
{
    /// <summary>The time between attempts to connect again.</summary>
    public static readonly TimeSpan RetryInterval = TimeSpan.FromSeconds(1);

    /// <summary>A replica would answer with what it knows, and would pass on messages only to itself.</summary>
    public const CommandFlags Flags = CommandFlags.DemandMaster;

    private static readonly Version Oldest = new(6, 0);
    private static readonly Version OldestSharded = new(7, 0);

    private bool? _isSharded;

    public IConnectionMultiplexer Multiplexer { get; } = multiplexer;

    public ISubscriber Subscriber { get; } = multiplexer.GetSubscriber();

    /// <summary>Whether Zzz has opened the connection, and so disposes it.</summary>
    public bool IsOwned { get; } = isOwned;

    /// <summary>The addresses of the servers, for log messages.</summary>
    public string Name => string.Join(", ", Multiplexer.GetEndPoints(configuredOnly: true).Select(EndPointCollection.ToString));

    /// <summary>Whether the server has been reached at least once.</summary>
    public bool WasReached => _isSharded is not null;

    /// <summary>Whether channels are sharded, so that each belongs to one node of a cluster.</summary>
    /// <exception cref="RedisException">The server has never been reached.</exception>
    public bool IsSharded => _isSharded ?? throw new RedisException($"Redis at {Name} has not been reached yet.");

    /// <inheritdoc cref="IsSharded"/>
    public RedisChannel Channel(byte[] name) => IsSharded ? RedisChannel.Sharded(name) : RedisChannel.Literal(name);

    /// <summary>Publishes on a channel, and returns the number of subscribers.</summary>
    public Task<long> PublishAsync(byte[] channel, byte[] payload) => Subscriber.PublishAsync(Channel(channel), payload, Flags);

    /// <summary>Checks that the servers can be reached and are new enough, and learns whether they are a cluster.</summary>
    /// <exception cref="RedisRefusedException">A server refuses the connection, or is too old.</exception>
    public async Task PrepareAsync(bool? sharded, CancellationToken cancellationToken)
    {
        try
        {
            await Multiplexer.GetDatabase().PingAsync(Flags).WaitAsync(cancellationToken);
        }
        catch (RedisConnectionException exception) when (Refusal.IsAuthentication(exception))
        {
            throw new RedisRefusedException(
                "Redis refuses the user name or the password, or its certificate is not trusted. Correct user=, password= or ssl= in the configuration " +
                "that is passed to AddZzzRedis.",
                exception);
        }

        IServer[] servers = [.. Multiplexer.GetServers().Where(server => server.IsConnected)];
        bool isSharded = sharded ?? servers.Any(server => server.ServerType == ServerType.Cluster);
        foreach (IServer server in servers) CheckVersion(server, isSharded ? OldestSharded : Oldest, isSharded);
        _isSharded = isSharded;
    }

    /// <summary>Closes the connection, without waiting for answers that may never come.</summary>
    public async ValueTask DisposeAsync()
    {
        if (!IsOwned) return;
        await Multiplexer.CloseAsync(allowCommandsToComplete: false);
        await Multiplexer.DisposeAsync();
    }

    private static void CheckVersion(IServer server, Version oldest, bool isSharded)
    {
        if (server.Version >= oldest) return;
        throw new RedisRefusedException(
            $"Redis at {EndPointCollection.ToString(server.EndPoint)} has version {server.Version}, but " +
            $"{(isSharded ? "sharded channels need" : "Zzz needs")} {oldest} or newer. Update the server.");
    }
}
