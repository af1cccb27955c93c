namespace Zzz.Generators.Parsing;

/// <summary>What a parameter of a callback is given.</summary>
internal enum Argument
{
    Options,
    Connection,
    HttpContext,
    User,

    /// <summary>The end of the connection, or of a joined topic.</summary>
    Closed,

    /// <summary>The client on the topic of a channel.</summary>
    Socket,
    ReplyTo,

    /// <summary>The whole message; all up to <see cref="Json"/> are forms of it.</summary>
    Message,
    Text,
    Bytes,
    ByteSpan,
    Json,

    Exception,
    CloseCode,
    CloseReason,

    /// <summary>A value of the route; all from here on are bound once, before the 101 or the join.</summary>
    Route,
    Topic,
    Query,
    Header,
    Service,
}
