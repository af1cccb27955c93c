namespace Zzz.Handshake;

/// <summary>An origin in the form in which browsers send it (RFC 6454 §6.2): in lower case, with international names in Punycode.</summary>
internal sealed record Origin(string Scheme, string Host, int Port, bool IsName)
{
    /// <summary>Parses an origin: a scheme, a host and a port, and nothing else (RFC 6454 §7). Returns <see langword="null"/> for any other text.</summary>
    public static Origin? TryParse(string text)
    {
        if (!text.Contains("://", StringComparison.Ordinal) || text.Contains('*')) return null;
        bool parses = Uri.TryCreate(text, UriKind.Absolute, out Uri? uri)
            && uri is { Host.Length: > 0, UserInfo: "", PathAndQuery: "/" or "", Fragment: "" };
        return parses && TryConvert(uri!) is { } host ? new Origin(uri!.Scheme, host, uri.Port, uri.HostNameType == UriHostNameType.Dns) : null;
    }

    private static string? TryConvert(Uri uri)
    {
        try
        {
            return uri.IdnHost;
        }
        catch (UriFormatException)
        {
            return null; // a name that has no Punycode form
        }
    }
}
