using System.IO.Compression;

namespace Zzz.Tests.EndToEnd;

/// <summary>1 GiB of zeros, as a compressed payload of about 1 MiB.</summary>
internal static class ZipBomb
{
    private const int MiB = 1024 * 1024;

    private static readonly Lazy<byte[]> Made = new(Make);

    public static byte[] Payload => Made.Value;

    private static byte[] Make()
    {
        using var payload = new MemoryStream();
        using var deflate = new DeflateStream(payload, CompressionLevel.SmallestSize);
        byte[] zeros = new byte[MiB];
        for (int i = 0; i < 1024; i++) deflate.Write(zeros);
        deflate.Flush();
        return payload.ToArray()[..^4]; // RFC 7692 §7.2.1: without 00 00 FF FF
    }
}
