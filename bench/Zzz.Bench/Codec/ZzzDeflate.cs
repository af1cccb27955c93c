using Zzz.Deflate.Deflating;

namespace Zzz.Bench.Codec;

/// <summary>Our compressor as a connection uses it: the thread's <see cref="Deflater"/> and, with context takeover, a window.</summary>
internal sealed class ZzzDeflate(int windowBits, WsCompressionLevel level)
{
    private readonly byte[] _output = new byte[64 * 1024];
    private readonly DeflateWindow _window = new(windowBits);
    private int _written;

    public ReadOnlySpan<byte> Payload => _output.AsSpan(0, _written);

    public int MemorySize => _window.MemorySize;

    public int Alone(byte[] message)
        => Deflater.Current.TryDeflate(message, _output.AsSpan(0, message.Length - 1), windowBits, level, out _written)
            ? _written
            : throw new InvalidOperationException("JSON is compressible.");

    public int Next(byte[] message)
        => Deflater.Current.TryDeflate(message, _output.AsSpan(0, message.Length - 1), _window, level, out _written)
            ? _written
            : throw new InvalidOperationException("JSON is compressible.");
}
