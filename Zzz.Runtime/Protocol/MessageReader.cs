using System.Runtime.CompilerServices;
using System.Text.Unicode;

namespace Zzz.Protocol;

/// <summary>
/// Turns a client's bytes into messages, pings, pongs and a close (RFC 6455 §5, §8.1), however the bytes are split. A message that arrives whole in
/// one input is unmasked in place; any other message is assembled in <see cref="Message"/>.
/// </summary>
internal sealed class MessageReader(int maxMessageSize, CloseState close, Decompressor? decompressor = null)
{
    /// <summary>How many bytes a compressed message may take on the wire beyond twice the size limit, for overhead such as block headers.</summary>
    private const int CompressionSlack = 1024;

    private HeaderBytes _header;
    private int _headerSize;

    private FrameHeader _frame;
    private long _payloadRead;
    private bool _inPayload;
    private byte[] _control = [];

    private bool _inMessage;
    private WsMessageKind _kind;
    private bool _compressed;
    private long _compressedSize;
    private long _compressedPayload;
    private Utf8Validator _text;
    private PooledBuffer _message = new(maxMessageSize);

    private CloseFinder? _closeFinder;
    private bool _hasClosed;

    /// <summary>The message of the last event, unless it is in the input.</summary>
    public ReadOnlyMemory<byte> Message => _message.Memory;

    /// <summary>Reads up to the next event, and returns how many bytes were consumed: all of them, if there was no event.</summary>
    public MessageEvent Read(Span<byte> input, out int consumed)
    {
        consumed = 0;
        while (consumed < input.Length && !close.IsReceived)
        {
            if (!_inPayload && BeginFrame(input, ref consumed) is { } fault) return Fail(fault);
            if (!_inPayload) return MessageEvent.NeedMore;

            MessageEvent found = ReadPayload(input, ref consumed);
            if (found.Kind != MessageEventKind.NeedMore) return found;
        }

        ReadOnlySpan<byte> rest = input[consumed..];
        consumed = input.Length; // RFC 6455 §5.5.1: what follows a close frame is ignored
        return close.IsReceived && FindClose(rest) ? MessageEvent.Close(ClosePayload.Empty) : MessageEvent.NeedMore;
    }

    /// <summary>Releases the memory of the last message, but not that of an incomplete one.</summary>
    public void ReleaseMessage()
    {
        if (!_inMessage) _message.Clear();
    }

    /// <summary>Releases all memory, including that of an incomplete message.</summary>
    public void Release()
    {
        _message.Clear();
        decompressor?.Release();
    }

    private ProtocolFault? BeginFrame(ReadOnlySpan<byte> input, ref int consumed)
    {
        if (!TryReadHeader(input, ref consumed, out ProtocolFault? fault)) return fault;
        _inPayload = true;
        _payloadRead = 0;
        return _frame.IsControl ? null : BeginData();
    }

    private bool TryReadHeader(ReadOnlySpan<byte> input, ref int consumed, out ProtocolFault? fault)
    {
        var context = new FrameContext(Compression: decompressor is not null, _inMessage);
        ReadOnlySpan<byte> bytes = input[consumed..];
        if (_headerSize == 0 && FrameReader.TryRead(bytes, context, out _frame, out fault))
        {
            consumed += _frame.Size;
            return true;
        }

        int carried = _headerSize;
        bytes = bytes[..Math.Min(bytes.Length, FrameHeader.MaxSize - carried)];
        bytes.CopyTo(_header[carried..]);
        _headerSize += bytes.Length;
        bool whole = FrameReader.TryRead(_header[.._headerSize], context, out _frame, out fault);
        consumed += whole ? _frame.Size - carried : bytes.Length;
        if (whole) _headerSize = 0;
        return whole;
    }

    private ProtocolFault? BeginData()
    {
        if (!_inMessage)
        {
            _kind = _frame.Opcode == Opcode.Text ? WsMessageKind.Text : WsMessageKind.Binary;
            _compressed = _frame.Rsv1; // RFC 7692 §6.2: applies to the whole message
            _compressedSize = _compressedPayload = 0;
            _inMessage = true;
        }

        bool tooBig = _compressed ? IsTooBigCompressed() : _frame.Length > maxMessageSize - _message.Length;
        return tooBig ? ProtocolFault.MessageTooBig : null; // RFC 6455 §7.4.1
    }

    /// <summary>Limits the size of a compressed message on the wire; otherwise, blocks that inflate to nothing could go on forever.</summary>
    private bool IsTooBigCompressed()
    {
        _compressedSize += _frame.Size + _frame.Length;
        _compressedPayload += _frame.Length;
        return _compressedPayload > 2L * maxMessageSize + CompressionSlack;
    }

    private MessageEvent ReadPayload(Span<byte> input, scoped ref int consumed)
    {
        int start = consumed;
        long position = _payloadRead;
        Span<byte> piece = input.Slice(start, (int)Math.Min(_frame.Length - position, input.Length - start));
        consumed += piece.Length;
        _payloadRead += piece.Length;
        _inPayload = _payloadRead < _frame.Length;

        if (_frame.IsControl) return ReadControl(piece, (int)position);
        bool wholeMessage = piece.Length == _frame.Length && _frame.Fin && _message.Length == 0 && !_compressed;
        return wholeMessage ? ReadInPlace(piece, start) : ReadPiece(piece, position);
    }

    private MessageEvent ReadControl(ReadOnlySpan<byte> piece, int position)
    {
        if (_control.Length < _frame.Length) _control = new byte[_frame.Length]; // most connections see a few bytes at most: an answer to our ping
        Span<byte> payload = _control.AsSpan(0, (int)_frame.Length);
        FrameMask.Apply(piece, payload[position..], _frame.MaskKey, position);
        if (_inPayload) return _frame.Opcode == Opcode.Close ? JudgeClose(payload[..(int)_payloadRead]) : MessageEvent.NeedMore;

        return _frame.Opcode switch
        {
            Opcode.Ping => MessageEvent.Control(MessageEventKind.Ping, payload),
            Opcode.Pong => MessageEvent.Control(MessageEventKind.Pong, payload),
            _ => ReadClose(payload),
        };
    }

    private MessageEvent JudgeClose(ReadOnlySpan<byte> soFar) =>
        ClosePayload.JudgeStart(soFar) is { } fault ? Fail(fault) : MessageEvent.NeedMore;

    private MessageEvent ReadClose(ReadOnlySpan<byte> payload)
    {
        if (ClosePayload.Read(payload, out ClosePayload read) is { } fault) return Fail(fault);
        close.MarkReceived();
        _hasClosed = true;
        return MessageEvent.Close(read);
    }

    /// <summary>Skips input after a failure (RFC 6455 §7.1.7) up to the peer's close frame, even a malformed one.</summary>
    private bool FindClose(ReadOnlySpan<byte> input)
    {
        if (_hasClosed) return false;
        if (_closeFinder is null)
        {
            _closeFinder = new CloseFinder(_frame.Opcode == Opcode.Close, _inPayload ? _frame.Length - _payloadRead : 0);
            _hasClosed = _closeFinder.Find(_header[.._headerSize]); // after a fault, this holds more than the header
        }

        _hasClosed = _hasClosed || _closeFinder.Find(input);
        return _hasClosed;
    }

    private MessageEvent ReadInPlace(Span<byte> payload, int start)
    {
        FrameMask.Apply(payload, _frame.MaskKey, position: 0);
        if (_kind == WsMessageKind.Text && !Utf8.IsValid(payload)) return Fail(ProtocolFault.InvalidText); // RFC 6455 §8.1
        _inMessage = false;
        return MessageEvent.InPlace(_kind, start, payload.Length);
    }

    private MessageEvent ReadPiece(Span<byte> piece, long position)
    {
        int before = _message.Length;
        bool lastPiece = _frame.Fin && !_inPayload;
        ProtocolFault? fault = _compressed ? Decompress(piece, position, lastPiece) : Copy(piece, position);

        // Comes before the fault, because the text that was inflated before the fault is judged first, just as when the frame is cut there.
        bool endsHere = lastPiece && fault is null;
        if (_kind == WsMessageKind.Text && !IsText(_message.Span[before..], endsHere)) return Fail(ProtocolFault.InvalidText); // RFC 6455 §8.1
        if (fault is not null) return Fail(fault);
        if (!lastPiece) return MessageEvent.NeedMore;

        _inMessage = false;
        _text = default;
        return MessageEvent.Assembled(_kind, _compressedSize);
    }

    private ProtocolFault? Copy(ReadOnlySpan<byte> piece, long position)
    {
        FrameMask.Apply(piece, _message.GetSpan(piece.Length), _frame.MaskKey, position);
        _message.Advance(piece.Length);
        return null;
    }

    private ProtocolFault? Decompress(Span<byte> piece, long position, bool lastPiece)
    {
        FrameMask.Apply(piece, _frame.MaskKey, position);
        ProtocolFault? fault = decompressor!.Append(piece, ref _message);
        return fault is null && lastPiece ? decompressor.Finish(_message.Span) : fault;
    }

    private bool IsText(ReadOnlySpan<byte> piece, bool lastPiece) => _text.TryAppend(piece) && (!lastPiece || _text.IsComplete);

    private MessageEvent Fail(ProtocolFault fault)
    {
        close.MarkReceived();
        return MessageEvent.Failed(fault);
    }

    [InlineArray(FrameHeader.MaxSize)]
    private struct HeaderBytes
    {
        private byte _first;
    }
}
