namespace Zzz.Handshake;

/// <summary>One entry of <see cref="WsOptions.AllowedOrigins"/>: a single origin, all subdomains of a host, or all ports of a host.</summary>
internal sealed class OriginPattern
{
    private const string Subdomains = "*.";
    private const string AnyPort = ":*";

    private readonly Origin _origin;
    private readonly bool _subdomains;
    private readonly bool _anyPort;

    private OriginPattern(Origin origin, bool subdomains, bool anyPort)
    {
        _origin = origin;
        _subdomains = subdomains;
        _anyPort = anyPort;
    }

    /// <summary>Parses a pattern, or returns <see langword="null"/> if no browser's <c>Origin</c> could ever match the text.</summary>
    public static OriginPattern? TryParse(string text)
    {
        int at = text.IndexOf("://", StringComparison.Ordinal);
        if (at < 0) return null;
        string scheme = text[..(at + 3)], authority = text[(at + 3)..];
        bool subdomains = authority.StartsWith(Subdomains, StringComparison.Ordinal);
        if (subdomains) authority = authority[Subdomains.Length..];
        bool anyPort = authority.EndsWith(AnyPort, StringComparison.Ordinal);
        if (anyPort) authority = authority[..^AnyPort.Length];

        Origin? origin = authority.Contains('*') ? null : Origin.TryParse(scheme + authority);
        bool canMatch = origin is { Port: not 0, Scheme: not ("file" or "ws" or "wss") } && (origin.IsName || !subdomains);
        return canMatch ? new OriginPattern(origin!, subdomains, anyPort) : null;
    }

    public bool Matches(Origin origin) =>
        origin.Scheme == _origin.Scheme
        && (_anyPort || origin.Port == _origin.Port)
        && (_subdomains ? origin.Host.EndsWith($".{_origin.Host}", StringComparison.Ordinal) : origin.Host == _origin.Host);
}
