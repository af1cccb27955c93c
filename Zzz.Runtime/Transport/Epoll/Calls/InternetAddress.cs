using System.Buffers.Binary;
using System.Net;
using System.Runtime.InteropServices;

namespace Zzz.Transport.Epoll.Calls;

/// <summary>Reads a <c>struct sockaddr</c> of Linux.</summary>
internal static class InternetAddress
{
    public const int MaxSize = 128;

    private const int Version4 = 2;
    private const int Version6 = 10;

    /// <summary>Returns the address, or <see langword="null"/> if it is neither one of IPv4 nor of IPv6.</summary>
    public static IPEndPoint? Read(ReadOnlySpan<byte> address)
    {
        if (address.Length < 8) return null;
        int port = BinaryPrimitives.ReadUInt16BigEndian(address[2..]);
        return MemoryMarshal.Read<ushort>(address) switch
        {
            Version4 => new IPEndPoint(new IPAddress(address.Slice(4, 4)), port),
            Version6 when address.Length >= 28 => new IPEndPoint(new IPAddress(address.Slice(8, 16), MemoryMarshal.Read<uint>(address[24..])), port),
            _ => null,
        };
    }
}
