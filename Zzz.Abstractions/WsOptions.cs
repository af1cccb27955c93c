namespace Zzz;

/// <summary>
/// Limits and behaviour of the connections of a route. Set them for all routes with <c>AddZzz(o => …)</c>, and for one route in its
/// controller's <c>static void Configure(WsOptions options)</c>. Options of the whole host are in <see cref="ZzzOptions"/>.
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
public class WsOptions
{
    /// <summary>Options with every default.</summary>
    public WsOptions()
    {
    }

    /// <summary>A copy of <paramref name="options"/> that can be changed without changing the original.</summary>
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
    /// The largest message that is accepted from a peer, in bytes, over all its fragments. A larger one closes the connection with 1009
    /// before any memory is allocated for it. Default 1 MiB (1,048,576), at least 1.
    /// </summary>
    public int MaxMessageSize { get; set; } = 1024 * 1024;

    /// <summary>
    /// How many bytes may wait to be sent on one connection, frame headers included. Default 1 MiB (1,048,576), at least 1.
    /// When nothing is waiting, a message is always accepted, whatever its size.
    /// </summary>
    public int MaxBufferedBytes { get; set; } = 1024 * 1024;

    /// <summary>How <c>Send</c> handles a message for which <see cref="MaxBufferedBytes"/> leaves no room. Default: it closes the connection with 1008.</summary>
    public WsSlowConsumer SlowConsumer { get; set; } = WsSlowConsumer.Close;

    /// <summary>
    /// How often the peer is pinged (RFC 6455 §5.5.2). Default 30 seconds; more than zero, or <see cref="Timeout.InfiniteTimeSpan"/> for never.
    /// </summary>
    public TimeSpan KeepAliveInterval { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>
    /// How long to wait for any sign of life after a ping before the connection is dropped; <c>OnClose</c> then gets 1006. The clock pauses
    /// while a handler runs. Default 20 seconds; more than zero.
    /// </summary>
    public TimeSpan KeepAliveTimeout { get; set; } = TimeSpan.FromSeconds(20);

    /// <summary>
    /// How long a peer may read none of the data that waits for it before the connection is dropped; <c>OnClose</c> then gets 1006. A peer that
    /// reads a long message slowly is not dropped. The server notices that a peer reads when the buffers between them, 64 KiB to some MiB, have
    /// room again. Default 30 seconds; more than zero, or <see cref="Timeout.InfiniteTimeSpan"/> for no limit.
    /// </summary>
    public TimeSpan SendTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>
    /// How long a connection may go without a message in either direction before it is closed with 1001; pings and pongs do not count. The
    /// clock pauses while a handler runs. Default <see cref="Timeout.InfiniteTimeSpan"/>, no limit; more than zero.
    /// </summary>
    public TimeSpan IdleTimeout { get; set; } = Timeout.InfiniteTimeSpan;

    /// <summary>
    /// How long a connection may stay open before it is closed with 1001, so that its client reconnects, perhaps to another server.
    /// Default <see cref="Timeout.InfiniteTimeSpan"/>, no limit; more than zero.
    /// </summary>
    public TimeSpan MaxLifetime { get; set; } = Timeout.InfiniteTimeSpan;

    /// <summary>
    /// How long a peer may take to answer the server's close frame, or to read it after a failure, before the connection is dropped. A handler
    /// that runs when the server closes is notified after the same time, by <see cref="WsConnection.Closed"/>. Default 5 seconds; more than zero.
    /// </summary>
    public TimeSpan CloseTimeout { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>
    /// How many connections one route may have at the same time; further upgrades get 503 with <c>Retry-After</c>. At least 1.
    /// Default <see langword="null"/>, no limit. (Kestrel's <c>MaxConcurrentUpgradedConnections</c> limits all routes together, with the same
    /// answer.)
    /// </summary>
    public int? MaxConnections { get; set; }

    /// <summary>
    /// How many messages each connection may send; the first over the limit closes it with 1008. Fragments, pings and pongs do not count.
    /// Default <see langword="null"/>, which is no limit.
    /// </summary>
    public WsRateLimit? RateLimit { get; set; }

    /// <summary>
    /// How many topics one connection may subscribe to, which bounds the cost if peers choose the topics. One more closes the connection with
    /// 1008. Default 1,000, at least 1.
    /// </summary>
    public int MaxSubscriptions { get; set; } = 1_000;

    /// <summary>
    /// For debugging: logs each message with at most this many bytes of its payload, in the category <c>Zzz.Traffic</c> at the level Trace.
    /// 0 logs only kinds and sizes. Any secrets in the messages are then in the log too. Default <see langword="null"/>, which logs none.
    /// </summary>
    public int? TrafficLogSize { get; set; }

    /// <summary>
    /// Whether the services that handlers of messages and events take as parameters come from a scope of that call, which is disposed when the
    /// handler has completed. The services of constructors and of all other callbacks still come from the connection's scope. Default: off.
    /// </summary>
    /// <remarks>
    /// A <c>DbContext</c> is then new for each message. Handlers without a service among their parameters cost nothing more; for the others, a
    /// message costs a scope.
    /// </remarks>
    public bool ScopePerMessage { get; set; }

    /// <summary>How messages are compressed, for clients that offer it. Default: on, without context takeover.</summary>
    public WsCompressionOptions Compression { get; } = new();

    /// <summary>Limits of channel routes; other routes do not use them.</summary>
    public ChannelOptions Channels { get; } = new();

    /// <summary>
    /// Origins (RFC 6454) whose pages may connect, in addition to pages of the same host and port: <c>https://example.com</c>;
    /// <c>https://*.example.com</c> for every subdomain, but not <c>example.com</c> itself; <c>http://localhost:*</c> for every port;
    /// <c>null</c> and <c>file://</c>, which browsers send for sandboxed frames and for files; or <c>*</c> for every page. An entry that can
    /// never match throws at start-up. Default: none. Requests without an <c>Origin</c> header, which browsers always send, are accepted;
    /// any other origin gets 403.
    /// </summary>
    public IList<string> AllowedOrigins { get; } = [];

    /// <summary>
    /// The subprotocols (RFC 6455 §1.9) that the server speaks, in order of preference; it chooses the first one that the client offers.
    /// Default: none. A client that offers none of them is connected without a subprotocol.
    /// </summary>
    public IList<string> Subprotocols { get; } = [];
}
