namespace Zzz.Handshake;

/// <summary>Decides whether the pages of an origin may connect (RFC 6455 §10.2): browsers send the origin, and nothing else protects cookies.</summary>
internal static class OriginPolicy
{
    /// <summary>
    /// No origin passes, since only browsers must send one. That of the request's own host and port passes; the scheme is not compared,
    /// because TLS often ends at a proxy. Others must be allowed by name.
    /// </summary>
    public static bool Allows(string? origin, string host, IList<string> allowed)
    {
        if (origin is null) return true;
        if (allowed.Contains("*")) return true;
        if (!Uri.TryCreate(origin, UriKind.Absolute, out Uri? uri) || uri.Host.Length == 0) return false;
        return IsSame(uri, host) || allowed.Any(one => string.Equals(one.TrimEnd('/'), origin, StringComparison.OrdinalIgnoreCase));
    }

    private static bool IsSame(Uri origin, string host) =>
        Uri.TryCreate($"{origin.Scheme}://{host}", UriKind.Absolute, out Uri? own)
        && string.Equals(own.Host, origin.Host, StringComparison.OrdinalIgnoreCase)
        && EffectivePort(own) == EffectivePort(origin);

    /// <summary>The default ports of http and https count as none: which of the two it was is known to the proxy alone.</summary>
    private static int EffectivePort(Uri uri) => uri.Port is 80 or 443 ? -1 : uri.Port;
}
