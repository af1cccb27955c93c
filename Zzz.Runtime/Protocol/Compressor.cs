using Zzz.Deflate.Deflating;

namespace Zzz.Protocol;

/// <summary>Compresses what one connection sends, as its handshake agreed (RFC 7692 §7.2.1). Pair of <see cref="Decompressor"/>.</summary>
internal sealed class Compressor(DeflateParameters agreed, WsCompressionLevel level = default, int minSize = 0)
{
    private readonly DeflateWindow? _window = agreed.ServerContextTakeover ? new DeflateWindow(agreed.ServerWindowBits) : null;

    /// <summary>With context takeover no other connection can use what is compressed for this one.</summary>
    public bool IsShareable => _window is null;

    /// <summary>How many compressors there are that make something else of the same message.</summary>
    public static int VariantCount => 2 * (DeflateParameters.MaxWindowBits - DeflateParameters.MinWindowBits + 1);

    /// <summary>Which of them this is, if it is shareable.</summary>
    public int Variant => (2 * (agreed.ServerWindowBits - DeflateParameters.MinWindowBits)) + (int)level;

    /// <summary>Whether a message of this size is worth the attempt: an empty one cannot shrink.</summary>
    public bool Wants(int size) => size >= minSize && size > 0;

    /// <summary><see langword="false"/>: it would not fit, and is to be sent as it is.</summary>
    public bool TryCompress(ReadOnlySpan<byte> message, Span<byte> output, out int written) => _window is null
        ? Deflater.Current.TryDeflate(message, output, agreed.ServerWindowBits, level, out written)
        : Deflater.Current.TryDeflate(message, output, _window, level, out written);

    public void Release() => _window?.Return();
}
