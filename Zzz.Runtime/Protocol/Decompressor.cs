using Zzz.Deflate;
using Zzz.Deflate.Inflating;

namespace Zzz.Protocol;

/// <summary>
/// Decompresses the messages that one connection receives (RFC 7692 §7.2.2), piece by piece. Holds the state of the codec only while a message is
/// incomplete, and a window only with context takeover. Counterpart of <see cref="Compressor"/>.
/// </summary>
internal sealed class Decompressor(DeflateParameters agreed, int maxMessageSize)
{
    private readonly SlidingWindow? _window = agreed.ClientContextTakeover ? new SlidingWindow(agreed.ClientWindowBits) : null;
    private Inflater? _inflater;

    /// <summary>Inflates the next piece of a compressed message, and appends the result to <paramref name="message"/>.</summary>
    public ProtocolFault? Append(ReadOnlySpan<byte> piece, ref PooledBuffer message)
    {
        Inflater inflater = _inflater ??= InflaterPool.Rent(agreed.ClientWindowBits);
        message.GetSpan(Math.Min(piece.Length, maxMessageSize - message.Length));
        while (true)
        {
            Span<byte> whole = message.Whole;
            int length = message.Length;
            InflateStatus status = inflater.Inflate(piece, out int consumed, whole[..Math.Min(whole.Length, maxMessageSize)], ref length, History);
            message.Advance(length - message.Length);
            piece = piece[consumed..];

            if (status == InflateStatus.NeedInput) return null;
            if (status == InflateStatus.Fault) return ProtocolFault.InvalidCompressedData; // RFC 7692 §7.2.2
            if (length >= maxMessageSize) return ProtocolFault.MessageTooBig; // RFC 6455 §7.4.1
            message.GetSpan(1);
        }
    }

    /// <summary>Ends a message after its last piece, and returns a fault if the compressed data is incomplete.</summary>
    public ProtocolFault? Finish(ReadOnlySpan<byte> message)
    {
        bool isWhole = _inflater is { AtMessageEnd: true };
        ReturnInflater();
        if (!isWhole) return ProtocolFault.InvalidCompressedData; // RFC 7692 §7.2.2
        _window?.Append(message);
        return null;
    }

    /// <summary>Releases all memory.</summary>
    public void Release()
    {
        ReturnInflater();
        _window?.Return();
    }

    private ReadOnlySpan<byte> History => _window is null ? default : _window.History;

    private void ReturnInflater()
    {
        if (_inflater is not null) InflaterPool.Return(_inflater);
        _inflater = null;
    }
}
