namespace Zzz;

/// <summary>The trade-off between compression time and message size (RFC 7692).</summary>
public enum WsCompressionLevel
{
    /// <summary>The fastest: takes less time than zlib's fastest level, and makes messages smaller.</summary>
    Fastest,

    /// <summary>Makes messages smaller still, and takes several times as long as <see cref="Fastest"/>.</summary>
    Optimal,
}
