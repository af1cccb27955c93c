namespace Zzz;

/// <summary>
/// Limits and behaviour of WebSocket connections. Set for all routes with <c>AddZzz(o => …)</c>, and for one route in its controller's
/// <c>static void Configure(WsOptions options)</c>.
/// </summary>
/// <example>
/// <code>
/// builder.Services.AddZzz(options => options.MaxMessageSize = 64 * 1024);
///
/// [WsRoute("/ws/upload")]
/// public sealed class UploadController
/// {
///     public static void Configure(WsOptions options) => options.MaxMessageSize = 16 * 1024 * 1024;
/// }
/// </code>
/// </example>
public sealed class WsOptions
{
    /// <summary>Options with every default.</summary>
    public WsOptions()
    {
    }

    /// <summary>A copy of <paramref name="options"/> that can be changed without changing the original.</summary>
    /// <param name="options">What to copy.</param>
    public WsOptions(WsOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        MaxMessageSize = options.MaxMessageSize;
        MaxBufferedBytes = options.MaxBufferedBytes;
        SlowConsumer = options.SlowConsumer;
        KeepAliveInterval = options.KeepAliveInterval;
        KeepAliveTimeout = options.KeepAliveTimeout;
        CloseTimeout = options.CloseTimeout;
        SendTimeout = options.SendTimeout;
        IdleTimeout = options.IdleTimeout;
        MaxLifetime = options.MaxLifetime;
        Compression = new WsCompressionOptions(options.Compression);
        DrainTimeout = options.DrainTimeout;
        MaxConnections = options.MaxConnections;
        RateLimit = options.RateLimit;
        MaxSubscriptions = options.MaxSubscriptions;
        TrafficLogSize = options.TrafficLogSize;
        Channels = new ChannelOptions(options.Channels);
        AllowedOrigins = [.. options.AllowedOrigins];
        Subprotocols = [.. options.Subprotocols];
    }

    /// <summary>
    /// The longest message taken from a peer, in bytes, over all its fragments. A longer one closes the connection with 1009 before
    /// memory is taken for it. Default 1 MiB (1,048,576), at least 1.
    /// </summary>
    public int MaxMessageSize { get; set; } = 1024 * 1024;

    /// <summary>
    /// How many bytes may wait to be sent on one connection, frame headers included. Default 1 MiB (1,048,576), at least 1.
    /// A message is always taken when nothing waits, whatever its size.
    /// </summary>
    public int MaxBufferedBytes { get; set; } = 1024 * 1024;

    /// <summary>What a plain <c>Send</c> does when <see cref="MaxBufferedBytes"/> leaves no room. Default: close with 1008.</summary>
    public WsSlowConsumer SlowConsumer { get; set; } = WsSlowConsumer.Close;

    /// <summary>
    /// How often the peer is pinged (RFC 6455 §5.5.2). Default 30 seconds; more than zero, or <see cref="Timeout.InfiniteTimeSpan"/> for never.
    /// </summary>
    public TimeSpan KeepAliveInterval { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>
    /// How long after a ping a peer of which nothing at all is heard counts as gone: the connection is dropped, and <c>OnClose</c> gets 1006.
    /// It stands still while a handler runs. Default 20 seconds; more than zero.
    /// </summary>
    public TimeSpan KeepAliveTimeout { get; set; } = TimeSpan.FromSeconds(20);

    /// <summary>
    /// How long a peer may take nothing of what waits for it before the connection is dropped, and <c>OnClose</c> gets 1006. A peer that reads a
    /// long message slowly stays. It shows that it reads when the buffers on the way, 64 KiB to some MiB, have room again. Default 30 seconds;
    /// more than zero, or <see cref="Timeout.InfiniteTimeSpan"/> for no limit.
    /// </summary>
    public TimeSpan SendTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>
    /// How long a connection may stay open on which no message passes in either direction; pings and pongs do not count. Then it is closed
    /// with 1001. It stands still while a handler runs. Default <see cref="Timeout.InfiniteTimeSpan"/>, which is for ever; more than zero.
    /// </summary>
    public TimeSpan IdleTimeout { get; set; } = Timeout.InfiniteTimeSpan;

    /// <summary>
    /// How long a connection may stay open before it is closed with 1001, so that its client connects anew, perhaps to another server.
    /// Default <see cref="Timeout.InfiniteTimeSpan"/>, which is for ever; more than zero.
    /// </summary>
    public TimeSpan MaxLifetime { get; set; } = Timeout.InfiniteTimeSpan;

    /// <summary>
    /// How long a peer may take to answer our close frame, or to read it after a failure, before the connection is dropped.
    /// Default 5 seconds; more than zero.
    /// </summary>
    public TimeSpan CloseTimeout { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>
    /// How long the connections may take to end when the host stops, after which they are dropped. They are closed with 1001, spread over
    /// at most half of this time; upgrades get 503 meanwhile. Set it for all routes: <c>Configure</c> has no say in it. Default 10 seconds,
    /// more than zero; the host itself stops after <c>HostOptions.ShutdownTimeout</c>, 30 seconds by default.
    /// </summary>
    public TimeSpan DrainTimeout { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>
    /// How many connections one route may have at the same time; further upgrades get 503 with <c>Retry-After</c>. At least 1.
    /// Default <see cref="int.MaxValue"/>. (Kestrel's <c>MaxConcurrentUpgradedConnections</c> limits all routes together, with the same answer.)
    /// </summary>
    public int MaxConnections { get; set; } = int.MaxValue;

    /// <summary>
    /// How many messages each connection may send; the first over the limit closes it with 1008. Fragments, pings and pongs do not count.
    /// Default <see langword="null"/>, which is no limit.
    /// </summary>
    public WsRateLimit? RateLimit { get; set; }

    /// <summary>
    /// How many topics one connection may be subscribed to: what it costs is bounded where the peer names the topics. One more closes it
    /// with 1008. Default 1,000, at least 1.
    /// </summary>
    public int MaxSubscriptions { get; set; } = 1_000;

    /// <summary>
    /// For whoever looks for a fault: each message that passes is logged, with this many bytes of its payload at most, in the category
    /// <c>Zzz.Traffic</c> at the level Trace. 0 logs kinds and sizes alone. Whatever secrets messages hold are then in the log too.
    /// Default <see langword="null"/>, which logs no message.
    /// </summary>
    public int? TrafficLogSize { get; set; }

    /// <summary>How messages are compressed, for clients that offer it. Default: on, without context takeover.</summary>
    public WsCompressionOptions Compression { get; } = new();

    /// <summary>Limits of channel sockets; other routes have no use for them.</summary>
    public ChannelOptions Channels { get; } = new();

    /// <summary>
    /// Origins (RFC 6454) whose pages may connect besides those of the same host and port: <c>https://example.com</c>;
    /// <c>https://*.example.com</c>, which is every subdomain, but not <c>example.com</c> itself; <c>http://localhost:*</c>, which is every
    /// port; <c>null</c> and <c>file://</c>, which browsers send for sandboxed frames and for files; or <c>*</c>, which is every page. An entry
    /// that can match nothing stops the app at its start. Default: none. A request without <c>Origin</c>, which is one of no browser, always
    /// passes. Any other is refused with 403.
    /// </summary>
    public IList<string> AllowedOrigins { get; } = [];

    /// <summary>
    /// The subprotocols (RFC 6455 §1.9) that the server speaks, the most wanted first; the first of them that the client offers
    /// is chosen. Default: none. A client that offers none of them is connected without a subprotocol.
    /// </summary>
    public IList<string> Subprotocols { get; } = [];
}
