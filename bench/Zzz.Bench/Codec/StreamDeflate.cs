using System.IO.Compression;

namespace Zzz.Bench.Codec;

/// <summary><see cref="DeflateStream"/> as the compressor of one connection's messages.</summary>
internal sealed class StreamDeflate(CompressionLevel level)
{
    private readonly MemoryStream _output = new(64 * 1024);
    private DeflateStream? _stream;
    private int _written;

    public ReadOnlySpan<byte> Payload => _output.GetBuffer().AsSpan(0, _written);

    /// <summary>Compresses a message with a new stream, because the class cannot start afresh.</summary>
    public int Alone(byte[] message)
    {
        _output.SetLength(0);
        using var stream = new DeflateStream(_output, level, leaveOpen: true);
        stream.Write(message);
        stream.Flush();
        return _written = (int)_output.Length - 4; // disposing adds a final block
    }

    /// <summary>Compresses a message with the same stream as the previous ones: context takeover.</summary>
    public int Next(byte[] message)
    {
        _stream ??= new DeflateStream(_output, level, leaveOpen: true);
        _output.SetLength(0);
        _stream.Write(message);
        _stream.Flush();
        return _written = (int)_output.Length - 4;
    }
}
