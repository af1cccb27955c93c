using System.Diagnostics.CodeAnalysis;

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
        return TryParse(origin, out Uri? uri) && (IsOfHost(uri, host) || allowed.Any(one => TryParse(one, out Uri? other) && IsSame(uri, other)));
    }

    /// <summary>An origin is a scheme, a host and a port, and nothing else (RFC 6454 §7).</summary>
    public static bool TryParse(string? text, [NotNullWhen(true)] out Uri? origin) =>
        Uri.TryCreate(text, UriKind.Absolute, out origin)
        && origin is { Host.Length: > 0, UserInfo: "", PathAndQuery: "/" or "", Fragment: "" };

    private static bool IsSame(Uri one, Uri other) =>
        Uri.Compare(one, other, UriComponents.SchemeAndServer, UriFormat.SafeUnescaped, StringComparison.OrdinalIgnoreCase) == 0;

    private static bool IsOfHost(Uri origin, string host) =>
        Uri.TryCreate($"{origin.Scheme}://{host}", UriKind.Absolute, out Uri? own)
        && string.Equals(own.Host, origin.Host, StringComparison.OrdinalIgnoreCase)
        && EffectivePort(own) == EffectivePort(origin);

    /// <summary>The default ports of http and https count as none: which of the two it was is known to the proxy alone.</summary>
    private static int EffectivePort(Uri uri) => uri.Port is 80 or 443 ? -1 : uri.Port;
}
