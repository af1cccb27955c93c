using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;

namespace Zzz.Handshake;

/// <summary>Proves to the client that a WebSocket server has read the client's key (RFC 6455 §4.2.2).</summary>
internal static class AcceptKey
{
    private const int KeyLength = 24;

    /// <summary>Whether a key is the Base64 form of 16 bytes.</summary>
    public static bool IsValidKey(string? key)
    {
        Span<byte> nonce = stackalloc byte[18];
        return key is { Length: KeyLength }
            && Convert.TryFromBase64String(key, nonce, out int written)
            && written == 16; // RFC 6455 §4.2.1
    }

    [SuppressMessage("Security", "CA5350:Do Not Use Weak Cryptographic Algorithms", Justification = "RFC 6455 §4.2.2 asks for SHA-1; it protects nothing.")]
    public static string Compute(string key)
    {
        Span<byte> hash = stackalloc byte[SHA1.HashSizeInBytes];
        SHA1.HashData(Encoding.ASCII.GetBytes(key + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11"), hash);
        return Convert.ToBase64String(hash);
    }
}
