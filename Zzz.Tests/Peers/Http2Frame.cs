using System.Text;

namespace Zzz.Tests.Peers;

/// <summary>An HTTP/2 frame (RFC 9113 §4.1), for stream 1 or for the connection.</summary>
internal sealed record Http2Frame(byte Type, byte Flags, byte[] Payload)
{
    public const byte Data = 0x0, Headers = 0x1, ResetStream = 0x3, Settings = 0x4, GoAway = 0x7, WindowUpdate = 0x8;
    public const byte EndStream = 0x1, EndHeaders = 0x4;

    /// <summary>The stream: 1, or 0 for a frame that concerns the connection.</summary>
    public byte Stream { get; init; } = (byte)(Type is Data or Headers or ResetStream ? 1 : 0);

    public bool EndsStream => Type is Data or Headers && (Flags & EndStream) != 0;

    /// <summary>Builds an extended CONNECT request with literal, uncompressed headers (RFC 7541 §6.2.2).</summary>
    public static Http2Frame Connect(string path, string scheme = "http")
    {
        (string, string)[] headers =
            [(":method", "CONNECT"), (":protocol", "websocket"), (":scheme", scheme), (":path", path), (":authority", "localhost"), ("sec-websocket-version", "13")];
        return new Http2Frame(Headers, EndHeaders, [.. headers.SelectMany(header => (byte[])[0x00, .. Text(header.Item1), .. Text(header.Item2)])]);
    }

    public byte[] ToBytes() => [0, (byte)(Payload.Length >> 8), (byte)Payload.Length, Type, Flags, 0, 0, 0, Stream, .. Payload];

    private static byte[] Text(string text) => [(byte)text.Length, .. Encoding.ASCII.GetBytes(text)];
}
