namespace Zzz;

/// <summary>
/// Options that concern the whole host, and the <see cref="WsOptions"/> that every route starts with, which a controller's <c>Configure</c>
/// method can change for its own route.
/// </summary>
/// <example>
/// <code>
/// builder.Services.AddZzz(options =>
/// {
///     options.DrainTimeout = TimeSpan.FromSeconds(20);
///     options.MaxMessageSize = 64 * 1024;
/// });
/// </code>
/// </example>
public sealed class ZzzOptions : WsOptions
{
    /// <summary>
    /// How long connections may take to end when the host stops, before they are dropped. They are closed with 1001, spread over at most half
    /// of this time; new upgrades get 503 meanwhile. Default 10 seconds; must be more than zero. Keep this below
    /// <c>HostOptions.ShutdownTimeout</c>, 30 seconds by default, after which the host no longer waits.
    /// </summary>
    public TimeSpan DrainTimeout { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>
    /// How long a host that stops waits before it closes connections. The health check <c>zzz</c> is unhealthy meanwhile, and new upgrades get 503,
    /// so that a balancer that only asks from time to time sends new clients elsewhere first. Default: zero; at most a year. Add this time to
    /// <c>HostOptions.ShutdownTimeout</c>.
    /// </summary>
    public TimeSpan PreDrainDelay { get; set; }

    /// <summary>
    /// How long another node of the app may be silent before it counts as gone, so that its users are removed from presence. Nodes send a heartbeat
    /// four times in this period. Default 10 seconds; must be more than zero.
    /// </summary>
    public TimeSpan NodeTimeout { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>
    /// How long a presence update waits for the <see cref="IPresenceFetcher"/>. After that, clients are notified without the details. Default
    /// 10 seconds; must be more than zero.
    /// </summary>
    public TimeSpan PresenceFetchTimeout { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>
    /// How many bytes the histories of all topics may take together. Beyond that, the topics that were used least recently lose their histories,
    /// and their clients cannot recover. Default 64 MiB; must be at least 1. See <see cref="HistoryAttribute"/>.
    /// </summary>
    public long MaxHistoryBytes { get; set; } = 64 * 1024 * 1024;

    /// <summary>
    /// The histories of topics that this process broadcasts to but has no channel for, such as a worker beside the servers. Without them, its
    /// broadcasts are not kept, and clients that are away miss them. The keys are topics, or prefixes followed by <c>*</c>; the limits should be those
    /// of the channel. Where a channel of this process serves a topic, its attribute applies. Default: none.
    /// </summary>
    /// <example><code>options.Histories["room:*"] = new HistoryAttribute(100) { Minutes = 5 };</code></example>
    public IDictionary<string, HistoryAttribute> Histories { get; } = new Dictionary<string, HistoryAttribute>(StringComparer.Ordinal);
}
