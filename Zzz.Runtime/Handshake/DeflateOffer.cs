using System.Globalization;
using Zzz.Protocol;

namespace Zzz.Handshake;

/// <summary>The parameters of one permessage-deflate offer (RFC 7692 §7.1).</summary>
/// <param name="ServerNoContextTakeover">The server must not refer to its earlier messages.</param>
/// <param name="ClientNoContextTakeover">The client will not refer to its earlier messages.</param>
/// <param name="ServerMaxWindowBits">The largest window that the client accepts for the server's messages.</param>
/// <param name="ClientMaxWindowBits">The largest window that the client uses for its own messages, if the server may limit it.</param>
internal sealed record DeflateOffer(
    bool ServerNoContextTakeover, bool ClientNoContextTakeover, int? ServerMaxWindowBits, int? ClientMaxWindowBits)
{
    public const string ServerNoContextTakeoverName = "server_no_context_takeover";
    public const string ClientNoContextTakeoverName = "client_no_context_takeover";
    public const string ServerMaxWindowBitsName = "server_max_window_bits";
    public const string ClientMaxWindowBitsName = "client_max_window_bits";

    /// <summary>Parses an offer, or returns <see langword="null"/> if a parameter is unknown, repeated or invalid (RFC 7692 §7.1).</summary>
    public static DeflateOffer? Read(ExtensionOffer offer)
    {
        Dictionary<string, string?> parameters = new(StringComparer.OrdinalIgnoreCase);
        foreach ((string name, string? value) in offer.Parameters)
            if (!IsValid(name, value) || !parameters.TryAdd(name, value)) return null; // RFC 7692 §7.1

        return new DeflateOffer(
            parameters.ContainsKey(ServerNoContextTakeoverName),
            parameters.ContainsKey(ClientNoContextTakeoverName),
            WindowBits(parameters, ServerMaxWindowBitsName),
            WindowBits(parameters, ClientMaxWindowBitsName));
    }

    private static bool IsValid(string name, string? value) => name.ToLowerInvariant() switch
    {
        ServerNoContextTakeoverName or ClientNoContextTakeoverName => value is null,
        ServerMaxWindowBitsName => IsWindowBits(value),
        ClientMaxWindowBitsName => value is null || IsWindowBits(value),
        _ => false,
    };

    /// <summary>Whether a value is a number from 8 to 15, without leading zeros.</summary>
    private static bool IsWindowBits(string? value) => value is "8" or "9" or "10" or "11" or "12" or "13" or "14" or "15";

    /// <summary>Parses a parameter for window bits, or returns <see langword="null"/> if it is missing. Without a value, it means the largest window.</summary>
    private static int? WindowBits(Dictionary<string, string?> parameters, string name)
    {
        if (!parameters.TryGetValue(name, out string? value)) return null;
        return value is null ? DeflateParameters.MaxWindowBits : int.Parse(value, CultureInfo.InvariantCulture);
    }
}
