namespace Zzz.Tests.Peers;

/// <summary>The kinds of connection over which a WebSocket may run.</summary>
public enum Wire
{
    Http1,
    Http1OverTls,

    /// <summary>HTTP/1.1 with connection middleware, which sees all bytes.</summary>
    Http1Middleware,

    /// <summary>HTTP/1.1 on a server that does not expose its pipes.</summary>
    Http1Stream,
    Http1UnixSocket,
    Http2,
    Http2OverTls,
}
