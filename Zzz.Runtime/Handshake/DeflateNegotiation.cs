using Zzz.Protocol;

namespace Zzz.Handshake;

/// <summary>Negotiates permessage-deflate with a client (RFC 7692 §5, §7.1): accepts the first of the client's offers that is valid.</summary>
internal static class DeflateNegotiation
{
    private const string Extension = "permessage-deflate";

    /// <summary>Returns the agreed parameters and the response header, or <see langword="null"/> if the connection is not compressed.</summary>
    public static (DeflateParameters Parameters, string Response)? Negotiate(IReadOnlyList<ExtensionOffer> offers, WsCompressionOptions options)
    {
        if (!options.Enabled) return null;
        foreach (ExtensionOffer offer in offers)
        {
            if (!offer.Name.Equals(Extension, StringComparison.OrdinalIgnoreCase)) continue;
            if (DeflateOffer.Read(offer) is { } deflate) return Accept(deflate, options); // RFC 7692 §7.1
        }

        return null;
    }

    private static (DeflateParameters Parameters, string Response) Accept(DeflateOffer offer, WsCompressionOptions options)
    {
        bool serverTakeover = options.ServerContextTakeover && !offer.ServerNoContextTakeover; // RFC 7692 §7.1.1.1
        int serverBits = Math.Min(offer.ServerMaxWindowBits ?? DeflateParameters.MaxWindowBits, WindowBits(options.ServerMaxWindowBits, serverTakeover));

        bool clientTakeover = options.ClientContextTakeover && !offer.ClientNoContextTakeover;
        int wantedBits = WindowBits(options.ClientMaxWindowBits, clientTakeover);
        int clientBits = offer.ClientMaxWindowBits is { } most ? Math.Min(most, wantedBits) : DeflateParameters.MaxWindowBits; // RFC 7692 §7.1.2.2
        if (clientBits > wantedBits) clientTakeover = false; // otherwise the client's window would be larger than the option allows

        var response = new List<string> { Extension };
        if (!serverTakeover) response.Add(DeflateOffer.ServerNoContextTakeoverName); // RFC 7692 §7.1.1.1
        if (!clientTakeover) response.Add(DeflateOffer.ClientNoContextTakeoverName);
        if (offer.ServerMaxWindowBits is not null) response.Add($"{DeflateOffer.ServerMaxWindowBitsName}={serverBits}"); // RFC 7692 §7.1.2.1
        if (clientBits < DeflateParameters.MaxWindowBits) response.Add($"{DeflateOffer.ClientMaxWindowBitsName}={clientBits}");
        return (new DeflateParameters(serverTakeover, serverBits, clientTakeover, clientBits), string.Join("; ", response));
    }

    private static int WindowBits(int? configured, bool takeover) => configured ?? (takeover ? 12 : DeflateParameters.MaxWindowBits);
}
