using System.Buffers;

namespace Zzz.Handshake;

/// <summary>Reads the offers in <c>Sec-WebSocket-Extensions</c> headers according to the grammar (RFC 6455 §9.1): lists, parameters, quoted values.</summary>
internal ref struct ExtensionOfferParser
{
    private static readonly SearchValues<char> TokenCharacters =
        SearchValues.Create("!#$%&'*+-.^_`|~0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz");

    private ReadOnlySpan<char> _rest;

    private ExtensionOfferParser(string line) => _rest = line;

    /// <summary>Reads the offers of all lines, in order; returns <see langword="false"/> if one of them is malformed.</summary>
    public static bool TryParse(IEnumerable<string?> lines, out IReadOnlyList<ExtensionOffer> offers)
    {
        List<ExtensionOffer> parsed = [];
        offers = parsed;
        foreach (string? line in lines)
            if (!new ExtensionOfferParser(line ?? "").TryParseList(parsed)) return false; // RFC 6455 §9.1
        return true;
    }

    private bool TryParseList(List<ExtensionOffer> offers)
    {
        do
        {
            // RFC 9110 §5.6.1.2: a recipient ignores empty elements of a list
            if (IsAtSeparatorOrEnd()) continue;
            if (!TryParseOffer(out ExtensionOffer? offer)) return false;
            offers.Add(offer!);
        }
        while (TryTake(','));
        return _rest.IsEmpty;
    }

    private bool TryParseOffer(out ExtensionOffer? offer)
    {
        offer = null;
        if (!TryTakeToken(out string name)) return false;
        List<KeyValuePair<string, string?>> parameters = [];
        while (TryTake(';'))
        {
            if (!TryTakeToken(out string key)) return false;
            string? value = null;
            if (TryTake('=') && !TryTakeValue(out value)) return false;
            parameters.Add(new(key, value));
        }

        offer = new ExtensionOffer(name, parameters);
        return true;
    }

    private bool TryTakeValue(out string? value)
    {
        SkipSpace();
        if (_rest is ['"', ..]) return TryTakeQuoted(out value);
        bool taken = TryTakeToken(out string token);
        value = token;
        return taken;
    }

    /// <summary>Takes a quoted value, which must be a token once it is unquoted (RFC 6455 §9.1).</summary>
    private bool TryTakeQuoted(out string? value)
    {
        var unquoted = new System.Text.StringBuilder();
        value = null;
        for (int i = 1; i < _rest.Length; i++)
        {
            if (_rest[i] == '"')
            {
                _rest = _rest[(i + 1)..];
                value = unquoted.ToString();
                return value.Length > 0 && !value.AsSpan().ContainsAnyExcept(TokenCharacters); // RFC 6455 §9.1
            }

            if (_rest[i] == '\\' && ++i == _rest.Length) return false;
            unquoted.Append(_rest[i]);
        }

        return false;
    }

    private bool TryTakeToken(out string token)
    {
        SkipSpace();
        int end = _rest.IndexOfAnyExcept(TokenCharacters);
        ReadOnlySpan<char> taken = end < 0 ? _rest : _rest[..end];
        _rest = _rest[taken.Length..];
        token = taken.ToString();
        return token.Length > 0;
    }

    private bool TryTake(char expected)
    {
        SkipSpace();
        if (_rest.IsEmpty || _rest[0] != expected) return false;
        _rest = _rest[1..];
        return true;
    }

    private bool IsAtSeparatorOrEnd()
    {
        SkipSpace();
        return _rest.IsEmpty || _rest[0] == ',';
    }

    private void SkipSpace() => _rest = _rest.TrimStart(" \t");
}
