using System.IO.Compression;

namespace Zzz.Tests.Deflate;

/// <summary>The reference decoder: one stream for all messages of a connection, each with the tail that the sender left out.</summary>
internal sealed class SystemInflater : IDisposable
{
    private static readonly byte[] Tail = [0x00, 0x00, 0xFF, 0xFF];

    private readonly FeedStream _feed = new();
    private readonly DeflateStream _stream;

    public SystemInflater() => _stream = new DeflateStream(_feed, CompressionMode.Decompress);

    public byte[] Inflate(ReadOnlySpan<byte> payload, int length)
    {
        _feed.Add(payload);
        _feed.Add(Tail);
        byte[] message = new byte[length];
        _stream.ReadExactly(message);
        return message;
    }

    public static byte[] InflateAlone(ReadOnlySpan<byte> payload)
    {
        var feed = new FeedStream();
        feed.Add(payload);
        feed.Add(Tail);
        using var stream = new DeflateStream(feed, CompressionMode.Decompress);
        using var message = new MemoryStream();
        stream.CopyTo(message);
        return message.ToArray();
    }

    public void Dispose() => _stream.Dispose();

    private sealed class FeedStream : MemoryStream
    {
        public void Add(ReadOnlySpan<byte> bytes)
        {
            long position = Position;
            Position = Length;
            Write(bytes);
            Position = position;
        }
    }
}
