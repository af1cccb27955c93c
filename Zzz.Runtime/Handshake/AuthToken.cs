using System.Buffers;
using System.Buffers.Text;
using System.Text;
using System.Text.Unicode;

namespace Zzz.Handshake;

/// <summary>
/// The token of a browser, whose API can set no header except <c>Sec-WebSocket-Protocol</c>. The client sends the token there, as Phoenix's client
/// does, in the form of a subprotocol: <c>base64url.bearer.phx.</c> followed by the token in Base64.
/// </summary>
internal static class AuthToken
{
    private const string Prefix = "base64url.bearer.phx.";

    /// <summary>Whether an offered subprotocol is in fact a token.</summary>
    public static bool Carries(string offer) => offer.StartsWith(Prefix, StringComparison.Ordinal);

    /// <summary>Reads the token, which is <see langword="null"/> if none was sent. Returns <see langword="false"/> if the token cannot be decoded.</summary>
    public static bool TryRead(IEnumerable<string?> offers, out string? token)
    {
        token = null;
        return HeaderTokens.All(offers).FirstOrDefault(Carries) is not { } offer || TryDecode(offer.AsSpan(Prefix.Length), out token);
    }

    /// <summary>Decodes Base64 in either alphabet, with or without padding.</summary>
    private static bool TryDecode(ReadOnlySpan<char> base64, out string? token)
    {
        string base64Url = base64.ToString().Replace('+', '-').Replace('/', '_');
        byte[] utf8 = new byte[Base64Url.GetMaxDecodedLength(base64Url.Length)];
        OperationStatus status = Base64Url.DecodeFromChars(base64Url, utf8, out _, out int written);
        bool decoded = status == OperationStatus.Done && Utf8.IsValid(utf8.AsSpan(0, written));
        token = decoded ? Encoding.UTF8.GetString(utf8, 0, written) : null;
        return decoded;
    }
}
