namespace Zzz;

/// <summary>
/// Limits for channel routes. Set them through <see cref="WsOptions.Channels"/>, either for all routes or in the <c>Configure</c> method of
/// one route.
/// </summary>
/// <example><code>builder.Services.AddZzz(options => options.Channels.MaxTopicsPerConnection = 20);</code></example>
public sealed class ChannelOptions
{
    /// <summary>Creates options with the default values.</summary>
    public ChannelOptions()
    {
    }

    /// <summary>Creates a copy of <paramref name="options"/>, which can be changed without changing the original.</summary>
    /// <param name="options">The options to copy.</param>
    public ChannelOptions(ChannelOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        MaxTopicsPerConnection = options.MaxTopicsPerConnection;
        RateLimit = options.RateLimit;
        RateLimitAction = options.RateLimitAction;
        HeartbeatTimeout = options.HeartbeatTimeout;
    }

    /// <summary>How many topics one connection may have joined at the same time. Default 100; must be at least 1.</summary>
    public int MaxTopicsPerConnection { get; set; } = 100;

    /// <summary>
    /// How many messages a client may send on one connection, on all its topics together; heartbeats do not count. Default 10 per second, with
    /// a burst of 100; <see langword="null"/> means no limit.
    /// </summary>
    public WsRateLimit? RateLimit { get; set; } = new() { MessagesPerSecond = 10, Burst = 100 };

    /// <summary>How messages that exceed a rate limit are handled. Default: they are dropped and answered with an error.</summary>
    public RateLimitAction RateLimitAction { get; set; }

    /// <summary>
    /// How long a client may send nothing, not even a heartbeat, before the connection is closed with 1001. Phoenix clients and
    /// <c>zzz.js</c> send a heartbeat every 30 seconds. The clock pauses while a handler runs. Default 60 seconds; must be more than zero, or
    /// <see cref="Timeout.InfiniteTimeSpan"/> for no limit.
    /// </summary>
    public TimeSpan HeartbeatTimeout { get; set; } = TimeSpan.FromSeconds(60);
}
