namespace Zzz.Handshake;

/// <summary>
/// Decides whether pages from an origin may connect (RFC 6455 §10.2). Browsers send the origin, and nothing else keeps other sites from using
/// cookies.
/// </summary>
internal sealed class OriginPolicy(IList<string> allowed)
{
    private readonly bool _allowsAll = allowed.Contains("*");
    private readonly string[] _names = [.. allowed.Where(IsName)];
    private readonly OriginPattern[] _patterns = [.. allowed.Select(OriginPattern.TryParse).OfType<OriginPattern>()];

    /// <summary>Whether an entry of the list can match anything.</summary>
    public static bool CanMatch(string? entry) => entry is not null && (entry == "*" || IsName(entry) || OriginPattern.TryParse(entry) is not null);

    /// <summary>
    /// Whether a request may connect. A request without an origin may, because it does not come from a browser. A request whose origin has the
    /// request's own host and port may, too; http and https count as equal, because TLS often ends at a proxy. All other origins need an entry that
    /// allows them.
    /// </summary>
    public bool Allows(string? origin, string host)
    {
        if (origin is null || _allowsAll || _names.Contains(origin)) return true;
        return Origin.TryParse(origin) is { } parsed && (IsOfHost(parsed, host) || Array.Exists(_patterns, pattern => pattern.Matches(parsed)));
    }

    /// <summary>Whether an entry is one of the words that browsers send for pages without an origin, which are sandboxed frames and files.</summary>
    private static bool IsName(string entry) => entry is "null" or "file://";

    private static bool IsOfHost(Origin origin, string host) =>
        origin.Scheme is "http" or "https"
        && Origin.TryParse($"{origin.Scheme}://{host}") is { } own
        && own.Host == origin.Host
        && EffectivePort(own) == EffectivePort(origin);

    /// <summary>Treats the default ports of http and https as equal, because only the proxy knows which of the two schemes was used.</summary>
    private static int EffectivePort(Origin origin) => origin.Port is 80 or 443 ? -1 : origin.Port;
}
