namespace Zzz.Generators.Kinds;

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

    /// <summary>The whole message, in a form that can be text or binary.</summary>
    Message,
    Text,
    Bytes,
    ByteSpan,
    Json,

    Exception,
    CloseCode,
    CloseReason,

    /// <summary>A value of the path, bound once, before the 101.</summary>
    Route,
    Topic,
    Query,
    Header,
    Service,
}
