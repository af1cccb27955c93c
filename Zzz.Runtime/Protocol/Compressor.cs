using Zzz.Deflate.Deflating;

namespace Zzz.Protocol;

/// <summary>Compresses the messages that one connection sends (RFC 7692 §7.2.1). Counterpart of <see cref="Decompressor"/>.</summary>
internal sealed class Compressor(DeflateParameters agreed, WsCompressionLevel level = default, int minSize = 0)
{
    private readonly DeflateWindow? _window = agreed.ServerContextTakeover ? new DeflateWindow(agreed.ServerWindowBits) : null;

    /// <summary>Whether other connections can use the compressed bytes. With context takeover, they cannot.</summary>
    public bool IsShareable => _window is null;

    /// <summary>How many kinds of shareable compressors produce different bytes for the same message.</summary>
    public static int VariantCount => 2 * (DeflateParameters.MaxWindowBits - DeflateParameters.MinWindowBits + 1);

    /// <summary>The index of this compressor's kind, if it is shareable.</summary>
    public int Variant => (2 * (agreed.ServerWindowBits - DeflateParameters.MinWindowBits)) + (int)level;

    /// <summary>Whether a message of this size is worth compressing. An empty message cannot shrink.</summary>
    public bool Wants(int size) => size >= minSize && size > 0;

    /// <summary>Compresses a message, or returns <see langword="false"/> if it does not fit and must be sent uncompressed.</summary>
    public bool TryCompress(ReadOnlySpan<byte> message, Span<byte> output, out int written) => _window is null
        ? Deflater.Current.TryDeflate(message, output, agreed.ServerWindowBits, level, out written)
        : Deflater.Current.TryDeflate(message, output, _window, level, out written);

    public void Release() => _window?.Return();
}
