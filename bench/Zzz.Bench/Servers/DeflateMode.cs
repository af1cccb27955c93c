namespace Zzz.Bench.Servers;

/// <summary>How a scenario uses permessage-deflate. Servers are started with these names.</summary>
internal enum DeflateMode
{
    None,

    /// <summary>Each message is compressed on its own.</summary>
    Isolated,

    /// <summary>With context takeover in both directions.</summary>
    Takeover,
}
