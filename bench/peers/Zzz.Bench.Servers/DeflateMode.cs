namespace Zzz.Bench.Servers;

/// <summary>Whether a server agrees to permessage-deflate, and how.</summary>
internal enum DeflateMode
{
    /// <summary>Not at all.</summary>
    None,

    /// <summary>Each message on its own.</summary>
    Isolated,

    /// <summary>With context takeover both ways.</summary>
    Takeover,
}
