namespace Zzz.Bench.Servers;

/// <summary>Which permessage-deflate a scenario uses, by the names that servers are started with.</summary>
internal enum DeflateMode
{
    None,

    /// <summary>Each message on its own.</summary>
    Isolated,

    /// <summary>With context takeover both ways.</summary>
    Takeover,
}
