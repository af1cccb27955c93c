namespace Zzz.Generators.Kinds;

/// <summary>The kind of access that an attribute restricts, by what enforces it.</summary>
internal enum Guard
{
    /// <summary>The attribute does not restrict anything that Zzz or ASP.NET Core knows of.</summary>
    None,

    /// <summary>Authorization. Middleware enforces it for endpoints, and Zzz enforces it for channels and their events.</summary>
    Authorization,

    /// <summary>Restrictions that only middleware and routing enforce: rate limiting policies, hosts, CORS, caching, timeouts.</summary>
    Endpoint,

    /// <summary>Zzz's own <c>[RateLimit]</c>, which limits events.</summary>
    Events,

    /// <summary>An MVC filter, which runs only around actions.</summary>
    Filter,
}
