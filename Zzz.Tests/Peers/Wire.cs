namespace Zzz.Tests.Peers;

/// <summary>What a WebSocket may run over.</summary>
public enum Wire
{
    Http1,
    Http1OverTls,

    /// <summary>HTTP/1.1 with connection middleware, which sees all bytes.</summary>
    Http1Middleware,

    /// <summary>HTTP/1.1 on a server that does not show its pipes.</summary>
    Http1Stream,
    Http1UnixSocket,
    Http2,
    Http2OverTls,
}
