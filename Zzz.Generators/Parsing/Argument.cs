namespace Zzz.Generators.Parsing;

/// <summary>What a parameter of a callback is given.</summary>
internal enum Argument
{
    Options,
    Connection,
    HttpContext,
    User,
    Closed,

    /// <summary>The whole message; all up to <see cref="Json"/> are forms of it.</summary>
    Message,
    Text,
    Bytes,
    ByteSpan,
    Json,

    Exception,
    CloseCode,
    CloseReason,

    /// <summary>A value of the route; all from here on are bound once, before the 101.</summary>
    Route,
    Query,
    Header,
    Service,
}
