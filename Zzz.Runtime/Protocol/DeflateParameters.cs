namespace Zzz.Protocol;

/// <summary>What the handshake agreed on for permessage-deflate (RFC 7692 §7.1), in each direction.</summary>
internal sealed record DeflateParameters(bool ServerContextTakeover, int ServerWindowBits, bool ClientContextTakeover, int ClientWindowBits)
{
    public const int MinWindowBits = 8;
    public const int MaxWindowBits = 15;
}
