namespace Zzz.Bench.Servers;

/// <summary>Whether and how a server agrees to permessage-deflate.</summary>
internal enum DeflateMode
{
    /// <summary>The server does not compress.</summary>
    None,

    /// <summary>Each message is compressed on its own.</summary>
    Isolated,

    /// <summary>With context takeover in both directions.</summary>
    Takeover,
}
