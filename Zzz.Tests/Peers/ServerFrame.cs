using System.Text;

namespace Zzz.Tests.Peers;

/// <summary>A frame that the server sent: its first byte, and its payload.</summary>
internal sealed record ServerFrame(byte First, byte[] Payload)
{
    public string Text => Encoding.UTF8.GetString(Payload);

    /// <summary>The code of a close frame.</summary>
    public int CloseCode => Payload.Length >= 2 ? (Payload[0] << 8) | Payload[1] : 1005;
}
