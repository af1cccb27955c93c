using Microsoft.AspNetCore.Http;
using Zzz.Handshake;
using Zzz.Hosting.Refusing;
using Zzz.Protocol;

namespace Zzz.Hosting.Upgrading;

/// <summary>What the opening handshake agrees on with a client, of what it offers.</summary>
/// <param name="Subprotocol">What both sides speak above WebSocket.</param>
/// <param name="AuthToken">The token that the client offered among its subprotocols.</param>
/// <param name="Deflate">How messages are compressed.</param>
/// <param name="Extensions">The header value that says so.</param>
internal sealed record Agreement(string? Subprotocol, string? AuthToken, DeflateParameters? Deflate, string? Extensions)
{
    /// <summary>Why there is no agreement, or <see langword="null"/>: a client may offer what is not supported, but not what cannot be read.</summary>
    public static UpgradeRefusal? TryReach(IHeaderDictionary headers, WsOptions options, out Agreement? agreement)
    {
        agreement = null;
        if (!ExtensionOfferParser.TryParse(headers.SecWebSocketExtensions, out IReadOnlyList<ExtensionOffer> extensions))
            return UpgradeRefusal.Extensions; // RFC 6455 §9.1
        if (!Handshake.AuthToken.TryRead(headers.SecWebSocketProtocol, out string? token)) return UpgradeRefusal.AuthToken;

        string? subprotocol = Handshake.Subprotocol.Choose(headers.SecWebSocketProtocol, options.Subprotocols);
        var deflate = DeflateNegotiation.Negotiate(extensions, options.Compression);
        agreement = new Agreement(subprotocol, token, deflate?.Parameters, deflate?.Response);
        return null;
    }

    public void WriteTo(IHeaderDictionary headers)
    {
        if (Subprotocol is not null) headers.SecWebSocketProtocol = Subprotocol; // RFC 6455 §4.2.2
        if (Extensions is not null) headers.SecWebSocketExtensions = Extensions; // RFC 6455 §4.2.2
    }
}
