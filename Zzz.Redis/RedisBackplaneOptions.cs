using StackExchange.Redis;

namespace Zzz;

/// <summary>The options of the backplane that <see cref="ZzzRedisServiceCollectionExtensions"/> registers.</summary>
public sealed class RedisBackplaneOptions
{
    /// <summary>
    /// The beginning of the names of all keys and channels in Redis; <c>zzz</c> by default. Apps that share a Redis server need different prefixes, even
    /// if they use different databases, because channels do not belong to a database. Must not be empty or contain a brace.
    /// </summary>
    public string Prefix { get; set; } = "zzz";

    /// <summary>
    /// The Redis servers. Each entry is one server, or one cluster, or the sentinels of one server; its topics are divided among several entries, which
    /// must be in the same order on all nodes. When the entries change, topics move to other servers and lose their histories.
    /// </summary>
    /// <remarks>
    /// Zzz sets four options of each entry: <see cref="ConfigurationOptions.AbortOnConnectFail"/> and
    /// <see cref="ConfigurationOptions.SharedSubscriptionConnection"/> to <see langword="false"/>, <see cref="ConfigurationOptions.ConnectRetry"/> to 1,
    /// and <see cref="ConfigurationOptions.BacklogPolicy"/> to <see cref="BacklogPolicy.FailFast"/>.
    /// </remarks>
    public IList<ConfigurationOptions> Servers { get; } = [];

    /// <summary>
    /// Returns a connection that the app uses for other purposes too, in place of <see cref="Servers"/>. Zzz does not dispose it. The connection must
    /// not have been made with <see cref="ConfigurationOptions.SharedSubscriptionConnection"/>: Redis would disconnect
    /// it when many messages arrive at once.
    /// </summary>
    public Func<IServiceProvider, CancellationToken, Task<IConnectionMultiplexer>>? ConnectionFactory { get; set; }

    /// <summary>
    /// Whether Redis keeps the histories of topics, so that a client that moves to another node can recover; <see langword="true"/> by default. This
    /// requires scripts (EVALSHA). If it is <see langword="false"/>, each node keeps histories of its own.
    /// </summary>
    public bool History { get; set; } = true;

    /// <summary>
    /// Whether to use sharded channels (SSUBSCRIBE), which requires Redis 7 or newer. By default, they are used if the server is a cluster.
    /// </summary>
    public bool? ShardedPubSub { get; set; }
}
