namespace Zzz;

/// <summary>
/// Limits of channel sockets. Set with <see cref="WsOptions.Channels"/>, for all routes or in <c>Configure</c> of one socket class.
/// </summary>
/// <example><code>builder.Services.AddZzz(options => options.Channels.MaxTopicsPerConnection = 20);</code></example>
public sealed class ChannelOptions
{
    /// <summary>Options with every default.</summary>
    public ChannelOptions()
    {
    }

    /// <summary>A copy of <paramref name="options"/> that can be changed without changing the original.</summary>
    /// <param name="options">What to copy.</param>
    public ChannelOptions(ChannelOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        MaxTopicsPerConnection = options.MaxTopicsPerConnection;
        RateLimit = options.RateLimit;
        RateLimitAction = options.RateLimitAction;
        HeartbeatTimeout = options.HeartbeatTimeout;
        NodeTimeout = options.NodeTimeout;
        PresenceFetchTimeout = options.PresenceFetchTimeout;
    }

    /// <summary>How many topics one connection may have joined at the same time. Default 100, at least 1.</summary>
    public int MaxTopicsPerConnection { get; set; } = 100;

    /// <summary>
    /// How many messages each connection may send, over all its topics; heartbeats do not count. Default 10 per second, and 100 at once;
    /// <see langword="null"/> for no limit.
    /// </summary>
    public WsRateLimit? RateLimit { get; set; } = new() { MessagesPerSecond = 10, Burst = 100 };

    /// <summary>What happens to messages over a rate limit. Default: they are dropped, and answered with an error.</summary>
    public RateLimitAction RateLimitAction { get; set; }

    /// <summary>
    /// How long a connection may stay open on which no message comes, heartbeats among them; then it is closed with 1001. Clients of Phoenix
    /// and <c>zzz.js</c> send a heartbeat each 30 seconds. It stands still while a handler runs. Default 60 seconds; more than zero, or
    /// <see cref="Timeout.InfiniteTimeSpan"/> for ever.
    /// </summary>
    public TimeSpan HeartbeatTimeout { get; set; } = TimeSpan.FromSeconds(60);

    /// <summary>
    /// How long another node of the app may stay silent before who is there on it counts as gone. Set it for all routes: <c>Configure</c>
    /// has no say in it. Default 30 seconds; more than zero.
    /// </summary>
    public TimeSpan NodeTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>
    /// How long clients wait at most for what an <see cref="IPresenceFetcher"/> adds to what they are told of presence; then they are told
    /// without it. Set it for all routes: <c>Configure</c> has no say in it. Default 10 seconds; more than zero.
    /// </summary>
    public TimeSpan PresenceFetchTimeout { get; set; } = TimeSpan.FromSeconds(10);
}
