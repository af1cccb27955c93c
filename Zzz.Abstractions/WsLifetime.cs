namespace Zzz;

/// <summary>How long an instance of a controller lives.</summary>
public enum WsLifetime
{
    /// <summary>Each connection has an instance of its own, made before the 101 and disposed of after <c>OnClose</c>.</summary>
    Connection,

    /// <summary>
    /// All connections share one instance, which is made of the app's root services when the first connection comes, and disposed of with the
    /// app. Its handlers run for many connections at a time, so what it keeps must bear that. Values of a request, such as those of the route,
    /// are each connection's own also then.
    /// </summary>
    Singleton,
}
