namespace Zzz;

/// <summary>
/// Options for permessage-deflate (RFC 7692), which compresses messages if the client offers it. Set them through
/// <see cref="WsOptions.Compression"/>.
/// </summary>
/// <remarks>
/// Without context takeover, the default, each message is compressed on its own, and an idle connection needs no memory for compression.
/// With context takeover, a message can refer to earlier ones. That makes messages smaller on the wire, but each connection then needs memory
/// for a window of earlier data, in each direction.
/// </remarks>
/// <example><code>builder.Services.AddZzz(options => options.Compression.ServerContextTakeover = true);</code></example>
public sealed class WsCompressionOptions
{
    /// <summary>Creates options with the default values.</summary>
    public WsCompressionOptions()
    {
    }

    /// <summary>Creates a copy of <paramref name="options"/>, which can be changed without changing the original.</summary>
    /// <param name="options">The options to copy.</param>
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

    /// <summary>The trade-off between compression time and message size. Default <see cref="WsCompressionLevel.Fastest"/>.</summary>
    public WsCompressionLevel Level { get; set; }

    /// <summary>The size of the smallest message that is compressed, in bytes; smaller ones are sent as is. Default 256; must be at least 0.</summary>
    public int MinSize { get; set; } = 256;

    /// <summary>
    /// Whether the server's messages may refer to its earlier ones, provided that the client allows it. Default <see langword="false"/>.
    /// </summary>
    public bool ServerContextTakeover { get; set; }

    /// <summary>
    /// Whether a client's messages may refer to its earlier ones. Default <see langword="false"/>. For clients that cannot limit their window to
    /// <see cref="ClientMaxWindowBits"/>, this stays off.
    /// </summary>
    public bool ClientContextTakeover { get; set; }

    /// <summary>
    /// The window for the server's messages, which is how far back they can refer, as a power of two: 8 (256 bytes) to 15 (32 KiB). A client
    /// may ask for a smaller one. Default <see langword="null"/>, which means 15, or 12 with <see cref="ServerContextTakeover"/>.
    /// </summary>
    public int? ServerMaxWindowBits { get; set; }

    /// <summary>
    /// The window for a client's messages, as a power of two: 8 (256 bytes) to 15 (32 KiB). It applies only to clients that offer to limit
    /// their window. Default <see langword="null"/>, which means 15, or 12 with <see cref="ClientContextTakeover"/>.
    /// </summary>
    public int? ClientMaxWindowBits { get; set; }
}
