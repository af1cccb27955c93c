namespace Zzz.Handshake;

/// <summary>Chooses the protocol that both sides speak over the WebSocket (RFC 6455 §4.2.2, item 4).</summary>
internal static class Subprotocol
{
    /// <summary>Returns the first of the server's subprotocols that the client also offers, or <see langword="null"/> if there is none.</summary>
    public static string? Choose(IEnumerable<string?> offered, IList<string> supported)
    {
        if (supported.Count == 0) return null;
        HashSet<string> offers = [.. HeaderTokens.All(offered).Where(offer => !AuthToken.Carries(offer))];
        return supported.FirstOrDefault(offers.Contains); // RFC 6455 §4.2.2
    }
}
