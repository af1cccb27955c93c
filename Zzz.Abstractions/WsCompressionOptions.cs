namespace Zzz;

/// <summary>
/// How messages are compressed: permessage-deflate (RFC 7692), for clients that offer it. Set with <see cref="WsOptions.Compression"/>.
/// </summary>
/// <remarks>
/// Without context takeover, the default, each message is compressed on its own, and an idle connection holds no memory for it.
/// With it, a message can refer to earlier ones: smaller on the wire, for a window of memory per connection and direction.
/// </remarks>
/// <example><code>builder.Services.AddZzz(options => options.Compression.ServerContextTakeover = true);</code></example>
public sealed class WsCompressionOptions
{
    /// <summary>Options with every default.</summary>
    public WsCompressionOptions()
    {
    }

    /// <summary>A copy of <paramref name="options"/> that can be changed without changing the original.</summary>
    /// <param name="options">What to copy.</param>
    public WsCompressionOptions(WsCompressionOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        Enabled = options.Enabled;
        Level = options.Level;
        MinSize = options.MinSize;
        ServerContextTakeover = options.ServerContextTakeover;
        ClientContextTakeover = options.ClientContextTakeover;
        ServerMaxWindowBits = options.ServerMaxWindowBits;
        ClientMaxWindowBits = options.ClientMaxWindowBits;
    }

    /// <summary>Whether compression is accepted when a client offers it. Default <see langword="true"/>.</summary>
    public bool Enabled { get; set; } = true;

    /// <summary>How much time compressing a message may take. Default <see cref="WsCompressionLevel.Fastest"/>.</summary>
    public WsCompressionLevel Level { get; set; }

    /// <summary>Messages shorter than this many bytes are sent as they are. Default 256, at least 0.</summary>
    public int MinSize { get; set; } = 256;

    /// <summary>Whether messages of the server may refer to its earlier ones, if the client allows it. Default <see langword="false"/>.</summary>
    public bool ServerContextTakeover { get; set; }

    /// <summary>
    /// Whether messages of a client may refer to its earlier ones. Default <see langword="false"/>. A client that cannot limit its window to
    /// <see cref="ClientMaxWindowBits"/> is told not to.
    /// </summary>
    public bool ClientContextTakeover { get; set; }

    /// <summary>
    /// How far back the server's messages refer, as a power of two: 8 (256 bytes) to 15 (32 KiB); less if the client asks for less.
    /// Default <see langword="null"/>: 15, or 12 with <see cref="ServerContextTakeover"/>.
    /// </summary>
    public int? ServerMaxWindowBits { get; set; }

    /// <summary>
    /// How far back a client's messages may refer, as a power of two: 8 (256 bytes) to 15 (32 KiB), for clients that can be told.
    /// Default <see langword="null"/>: 15, or 12 with <see cref="ClientContextTakeover"/>.
    /// </summary>
    public int? ClientMaxWindowBits { get; set; }
}
