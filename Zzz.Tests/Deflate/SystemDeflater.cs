using System.IO.Compression;

namespace Zzz.Tests.Deflate;

/// <summary>The reference encoder: one stream for all messages of a connection, flushed after each.</summary>
internal sealed class SystemDeflater : IDisposable
{
    private readonly MemoryStream _output = new();
    private readonly DeflateStream _stream;

    public SystemDeflater(CompressionLevel level) => _stream = new DeflateStream(_output, level);

    public byte[] Deflate(ReadOnlySpan<byte> message)
    {
        if (message.IsEmpty)
            return [0x00]; // a stream without new data writes nothing when flushed
        _output.SetLength(0);
        _stream.Write(message);
        _stream.Flush();
        byte[] payload = _output.ToArray();
        Xunit.Assert.Equal([0x00, 0x00, 0xFF, 0xFF], payload[^4..]);
        return payload[..^4];
    }

    public void Dispose() => _stream.Dispose();
}
