using System.Buffers.Binary;
using System.Text;

namespace Zzz.Tests.Peers;

/// <summary>A client's frames, masked with a fixed key.</summary>
internal static class ClientFrame
{
    private static readonly byte[] Key = [0x37, 0xFA, 0x21, 0x3D];

    public static byte[] Text(string text) => Of(0x81, Encoding.UTF8.GetBytes(text));

    public static byte[] Binary(params byte[] payload) => Of(0x82, payload);

    public static byte[] Ping(params byte[] payload) => Of(0x89, payload);

    public static byte[] Pong(params byte[] payload) => Of(0x8A, payload);

    public static byte[] Close() => Of(0x88, []);

    public static byte[] Close(int code, string reason = "") =>
        Of(0x88, [(byte)(code >> 8), (byte)code, .. Encoding.UTF8.GetBytes(reason)]);

    /// <summary>Builds a frame with the given first byte: FIN, reserved bits and opcode.</summary>
    public static byte[] Of(byte first, byte[] payload)
    {
        byte[] masked = [.. payload.Select((value, i) => (byte)(value ^ Key[i & 3]))];
        return [first, .. Length(payload.Length), .. Key, .. masked];
    }

    private static byte[] Length(int length)
    {
        byte[] wide = new byte[8];
        BinaryPrimitives.WriteInt64BigEndian(wide, length);
        return length switch
        {
            < 126 => [(byte)(0x80 | length)],
            <= ushort.MaxValue => [0x80 | 126, wide[6], wide[7]],
            _ => [0x80 | 127, .. wide],
        };
    }
}
