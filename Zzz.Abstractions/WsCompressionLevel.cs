namespace Zzz;

/// <summary>How much time compressing a message (RFC 7692) may take.</summary>
public enum WsCompressionLevel
{
    /// <summary>Least time: less than zlib's fastest level takes, for smaller messages.</summary>
    Fastest,

    /// <summary>Smaller messages, for several times the time of <see cref="Fastest"/>.</summary>
    Optimal,
}
