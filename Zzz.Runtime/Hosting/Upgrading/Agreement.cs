using Microsoft.AspNetCore.Http;
using Zzz.Handshake;
using Zzz.Hosting.Refusing;
using Zzz.Protocol;

namespace Zzz.Hosting.Upgrading;

/// <summary>The result of negotiating a client's offers in the opening handshake.</summary>
/// <param name="Subprotocol">The subprotocol that both sides use.</param>
/// <param name="AuthToken">The token that the client offered among its subprotocols.</param>
/// <param name="Deflate">The parameters for compression, or <see langword="null"/> if messages are not compressed.</param>
/// <param name="Extensions">The value of the response header that states these parameters.</param>
internal sealed record Agreement(string? Subprotocol, string? AuthToken, DeflateParameters? Deflate, string? Extensions)
{
    /// <summary>Negotiates, or returns a refusal if that is impossible. Unsupported offers are ignored; malformed ones are refused.</summary>
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
