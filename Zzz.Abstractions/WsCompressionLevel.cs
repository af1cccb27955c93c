namespace Zzz;

/// <summary>The trade-off between compression time and message size (RFC 7692).</summary>
public enum WsCompressionLevel
{
    /// <summary>Takes less time than zlib's fastest level, and makes messages smaller than that level does.</summary>
    Fastest,

    /// <summary>Makes messages even smaller, but takes several times as long as <see cref="Fastest"/>.</summary>
    Optimal,
}
