namespace Zzz.Generators.Kinds;

/// <summary>The kind of result that a callback returns.</summary>
internal enum Result
{
    None,

    /// <summary>A <see cref="bool"/> that accepts or refuses.</summary>
    Verdict,

    /// <summary>An answer to the upgrade request.</summary>
    HttpResult,

    /// <summary>The id of a connection, or null.</summary>
    Id,

    /// <summary>Whether a client may join a topic.</summary>
    Join,

    /// <summary>The reply to an event, or an error in its place: a <c>Reply</c> or <c>Reply&lt;T></c>.</summary>
    Reply,

    /// <summary>A string to send.</summary>
    Text,
    Bytes,
    ByteArray,
    Message,
    Json,
}
