namespace Zzz.Generators.Kinds;

/// <summary>What a callback gives back.</summary>
internal enum Result
{
    None,

    /// <summary>A <see cref="bool"/>.</summary>
    Verdict,

    /// <summary>An answer to the upgrade request.</summary>
    HttpResult,

    /// <summary>The name of a connection, or null.</summary>
    Id,

    /// <summary>Whether a client may join a topic.</summary>
    Join,

    /// <summary>The reply to an event, or why there is none: a <c>Reply</c> or <c>Reply&lt;T></c>.</summary>
    Reply,

    /// <summary>A string to send.</summary>
    Text,
    Bytes,
    ByteArray,
    Message,
    Json,
}
