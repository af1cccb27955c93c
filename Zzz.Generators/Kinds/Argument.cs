namespace Zzz.Generators.Kinds;

/// <summary>The kind of value that is passed to a parameter of a callback.</summary>
internal enum Argument
{
    Options,
    Connection,
    HttpContext,
    User,

    /// <summary>The token that is cancelled at the end of the connection, or when a joined topic is left.</summary>
    Closed,

    /// <summary>The client on a channel's topic.</summary>
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

    /// <summary>A value of the route, which is read once, before the 101 response.</summary>
    Route,
    Topic,
    Query,
    Header,
    Service,
}
