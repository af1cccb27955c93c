namespace Zzz;

/// <summary>The lifetime of a controller instance.</summary>
public enum WsLifetime
{
    /// <summary>Each connection has its own instance, which is created before the 101 response and disposed after <c>OnClose</c>.</summary>
    Connection,

    /// <summary>
    /// All connections share one instance. It is created from the app's root services when the first connection arrives, and disposed with the
    /// app. Its handlers run for many connections at the same time, so its state must be thread-safe. Values of the request, such as route
    /// values, are still those of the connection for which a handler is called.
    /// </summary>
    Singleton,
}
