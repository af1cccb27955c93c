using System.Buffers;
using System.Buffers.Text;
using System.Text;
using System.Text.Unicode;

namespace Zzz.Handshake;

/// <summary>
/// The token of a browser, whose API can set no header but <c>Sec-WebSocket-Protocol</c>: it travels there as if it were a subprotocol,
/// <c>base64url.bearer.phx.</c> and the token in Base64, as Phoenix's client sends it.
/// </summary>
internal static class AuthToken
{
    private const string Prefix = "base64url.bearer.phx.";

    /// <summary>Whether an offered subprotocol is none, but carries a token.</summary>
    public static bool Carries(string offer) => offer.StartsWith(Prefix, StringComparison.Ordinal);

    /// <summary><see langword="false"/> if there is a token that cannot be read; without one, it is <see langword="null"/>.</summary>
    public static bool TryRead(IEnumerable<string?> offers, out string? token)
    {
        token = null;
        return HeaderTokens.All(offers).FirstOrDefault(Carries) is not { } offer || TryDecode(offer.AsSpan(Prefix.Length), out token);
    }

    /// <summary>Takes both alphabets of Base64, and needs no padding.</summary>
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
