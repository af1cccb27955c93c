namespace Zzz.Generators.Kinds;

/// <summary>What an attribute keeps out, by who enforces it.</summary>
internal enum Guard
{
    /// <summary>It keeps nothing out that Zzz or ASP.NET Core knows of.</summary>
    None,

    /// <summary>Authorization: middleware enforces it for endpoints, Zzz for channels and their events.</summary>
    Authorization,

    /// <summary>What only middleware and routing know: rate limiting policies, hosts, CORS, caching, timeouts.</summary>
    Endpoint,

    /// <summary>Zzz's own <c>[RateLimit]</c>, which counts events.</summary>
    Events,

    /// <summary>A filter of MVC, which runs around actions alone.</summary>
    Filter,
}
