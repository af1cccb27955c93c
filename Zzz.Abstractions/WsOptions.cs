namespace Zzz;

/// <summary>
/// Limits and behaviour of a route's connections. Set them for all routes with <c>AddZzz(o => …)</c>, and for one route in its controller's
/// method <c>static void Configure(WsOptions options)</c>. Options that concern the whole host are in <see cref="ZzzOptions"/>.
/// </summary>
/// <remarks>No time limit may be longer than a year, except <see cref="Timeout.InfiniteTimeSpan"/> where it is allowed.</remarks>
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
public class WsOptions
{
    /// <summary>Creates options with the default values.</summary>
    public WsOptions()
    {
    }

    /// <summary>Creates a copy of <paramref name="options"/>, which can be changed without changing the original.</summary>
    /// <param name="options">The options to copy.</param>
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
        MaxConnections = options.MaxConnections;
        RateLimit = options.RateLimit;
        MaxSubscriptions = options.MaxSubscriptions;
        TrafficLogSize = options.TrafficLogSize;
        ScopePerMessage = options.ScopePerMessage;
        Channels = new ChannelOptions(options.Channels);
        AllowedOrigins = [.. options.AllowedOrigins];
        Subprotocols = [.. options.Subprotocols];
    }

    /// <summary>
    /// The size of the largest message that is accepted from a peer, in bytes, summed over all its fragments. A larger message closes the
    /// connection with 1009 before any memory is allocated for it. Default 1 MiB (1,048,576); must be at least 1.
    /// </summary>
    public int MaxMessageSize { get; set; } = 1024 * 1024;

    /// <summary>
    /// How many bytes, including frame headers, may wait to be sent on one connection. Default 1 MiB (1,048,576); must be at least 1.
    /// When nothing is waiting, a message is always accepted, whatever its size.
    /// </summary>
    public int MaxBufferedBytes { get; set; } = 1024 * 1024;

    /// <summary>How <c>Send</c> handles a message for which <see cref="MaxBufferedBytes"/> leaves no room. Default: it closes the connection with 1008.</summary>
    public WsSlowConsumer SlowConsumer { get; set; } = WsSlowConsumer.Close;

    /// <summary>
    /// How often the peer is pinged (RFC 6455 §5.5.2). Default 30 seconds; must be more than zero, or <see cref="Timeout.InfiniteTimeSpan"/> for no
    /// pings.
    /// </summary>
    public TimeSpan KeepAliveInterval { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>
    /// How long to wait for any sign of life after a ping before the connection is dropped; <c>OnClose</c> then gets 1006. The clock pauses
    /// while a handler runs. Default 20 seconds; must be more than zero.
    /// </summary>
    public TimeSpan KeepAliveTimeout { get; set; } = TimeSpan.FromSeconds(20);

    /// <summary>
    /// How long a peer may go without reading any of the data that is waiting for it before the connection is dropped; <c>OnClose</c> then gets
    /// 1006. A peer that reads a long message slowly is not dropped. The server notices that a peer reads only when the buffers between them,
    /// 64 KiB to a few MiB, have room again. Default 30 seconds; must be more than zero, or <see cref="Timeout.InfiniteTimeSpan"/> for no limit.
    /// </summary>
    public TimeSpan SendTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>
    /// How long a connection may go without a message in either direction before it is closed with 1001; pings and pongs do not count. The
    /// clock pauses while a handler runs. Default <see cref="Timeout.InfiniteTimeSpan"/>, no limit; must be more than zero.
    /// </summary>
    public TimeSpan IdleTimeout { get; set; } = Timeout.InfiniteTimeSpan;

    /// <summary>
    /// How long a connection may stay open before it is closed with 1001, so that its client reconnects, perhaps to another server.
    /// Default <see cref="Timeout.InfiniteTimeSpan"/>, no limit; must be more than zero.
    /// </summary>
    public TimeSpan MaxLifetime { get; set; } = Timeout.InfiniteTimeSpan;

    /// <summary>
    /// How long a peer may take to answer the server's close frame, or to read it after a failure, before the connection is dropped. A handler
    /// that is running when the server closes is notified after the same time, by <see cref="WsConnection.Closed"/>. Default 5 seconds; must be
    /// more than zero.
    /// </summary>
    public TimeSpan CloseTimeout { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>
    /// How many connections one route may have at the same time; further upgrades get 503 with <c>Retry-After</c>. At least 1.
    /// Default <see langword="null"/>, no limit. (Kestrel's <c>MaxConcurrentUpgradedConnections</c> limits all routes together, with the same
    /// answer.)
    /// </summary>
    public int? MaxConnections { get; set; }

    /// <summary>
    /// How many messages a peer may send on one connection; the first one over the limit closes the connection with 1008. Fragments, pings and
    /// pongs do not count. Default <see langword="null"/>, no limit.
    /// </summary>
    public WsRateLimit? RateLimit { get; set; }

    /// <summary>
    /// How many topics one connection may be subscribed to at the same time, which bounds the cost if peers choose the topics. One more closes
    /// the connection with 1008. Default 1,000; must be at least 1.
    /// </summary>
    public int MaxSubscriptions { get; set; } = 1_000;

    /// <summary>
    /// For debugging: how many bytes of each message's payload are logged at most, in the category <c>Zzz.Traffic</c> at the level Trace; with 0,
    /// only the kind and the size. Secrets in the messages then appear in the log. Default <see langword="null"/>, which logs no messages.
    /// </summary>
    public int? TrafficLogSize { get; set; }

    /// <summary>
    /// Whether each call of a message or event handler gets the services among its parameters from its own scope, which is disposed when the
    /// handler has completed. Services in constructors and in all other callbacks still come from the connection's scope. Default: off.
    /// </summary>
    /// <remarks>
    /// A handler then gets a new <c>DbContext</c> for each message, for example. Handlers without services among their parameters cost nothing
    /// extra; for the others, each message costs a scope.
    /// </remarks>
    public bool ScopePerMessage { get; set; }

    /// <summary>How messages are compressed if the client offers compression. Default: on, without context takeover.</summary>
    public WsCompressionOptions Compression { get; } = new();

    /// <summary>Limits for channel routes; other routes do not use them.</summary>
    public ChannelOptions Channels { get; } = new();

    /// <summary>
    /// Origins (RFC 6454) whose pages may connect, in addition to pages from the same host and port: <c>https://example.com</c>;
    /// <c>https://*.example.com</c> for every subdomain, but not <c>example.com</c> itself; <c>http://localhost:*</c> for every port;
    /// <c>null</c> and <c>file://</c>, which browsers send for sandboxed frames and for files; or <c>*</c> for every page. An entry that can
    /// never match throws an exception at start-up. Default: none. Requests from all other origins get 403. Requests without an <c>Origin</c>
    /// header are accepted, because browsers always send one.
    /// </summary>
    public IList<string> AllowedOrigins { get; } = [];

    /// <summary>
    /// The subprotocols (RFC 6455 §1.9) that the server speaks, in order of preference; it chooses the first one that the client offers.
    /// Default: none. A client that offers none of them is connected without a subprotocol.
    /// </summary>
    public IList<string> Subprotocols { get; } = [];
}
