using Zzz.Protocol.Deflate;

namespace Zzz.Protocol;

/// <summary>Compresses what one connection sends, as its handshake agreed (RFC 7692 §7.2.1). Pair of <see cref="Decompressor"/>.</summary>
internal sealed class Compressor(DeflateParameters agreed, int minSize)
{
    private readonly DeflateWindow? _window = agreed.ServerContextTakeover ? new DeflateWindow(agreed.ServerWindowBits) : null;

    /// <summary>With context takeover no other connection can use what is compressed for this one.</summary>
    public bool IsShareable => _window is null;

    public int WindowBits => agreed.ServerWindowBits;

    /// <summary>Whether a message of this size is worth the attempt: an empty one cannot shrink.</summary>
    public bool Wants(int size) => size >= minSize && size > 0;

    /// <summary><see langword="false"/>: it would not fit, and is to be sent as it is.</summary>
    public bool TryCompress(ReadOnlySpan<byte> message, Span<byte> output, out int written) => _window is null
        ? Deflater.Current.TryDeflate(message, output, agreed.ServerWindowBits, out written)
        : Deflater.Current.TryDeflate(message, output, _window, out written);

    public void Release() => _window?.Return();
}
