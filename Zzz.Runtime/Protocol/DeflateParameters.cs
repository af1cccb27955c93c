namespace Zzz.Protocol;

/// <summary>The parameters of permessage-deflate that the handshake agreed on for each direction (RFC 7692 §7.1).</summary>
internal sealed record DeflateParameters(bool ServerContextTakeover, int ServerWindowBits, bool ClientContextTakeover, int ClientWindowBits)
{
    public const int MinWindowBits = 8;
    public const int MaxWindowBits = 15;
}
