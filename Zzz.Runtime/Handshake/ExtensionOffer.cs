namespace Zzz.Handshake;

/// <summary>One extension that a client offers (RFC 6455 §9.1): its name, and its parameters in order, each with or without a value.</summary>
internal sealed record ExtensionOffer(string Name, IReadOnlyList<KeyValuePair<string, string?>> Parameters);
