using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using Zzz.Protocol;

namespace Zzz.Bench.Load;

/// <summary>Splits the data that a server sends into frames, however it arrives. Trusts the server, because this is not a conformance test.</summary>
internal struct ServerFrames
{
    private const int Fin = 0x80;

    private Header _header;
    private int _headerSize;
    private long _left;
    private Opcode _opcode;
    private bool _isLastFrame;
    private bool _inFrame;

    /// <summary>Takes the next piece of a frame's payload from <paramref name="bytes"/>, or returns <see langword="false"/> if there is none.</summary>
    public bool TryRead(ref ReadOnlySpan<byte> bytes, out Piece piece)
    {
        piece = default;
        if (!_inFrame && !TryReadHeader(ref bytes)) return false;
        if (bytes.IsEmpty && _left > 0) return false;

        ReadOnlySpan<byte> payload = bytes[..(int)Math.Min(_left, bytes.Length)];
        bytes = bytes[payload.Length..];
        _left -= payload.Length;
        _inFrame = _left > 0;
        piece = new Piece(_opcode, payload, endsFrame: !_inFrame, endsMessage: !_inFrame && _isLastFrame);
        return true;
    }

    private bool TryReadHeader(ref ReadOnlySpan<byte> bytes)
    {
        Span<byte> header = _header;
        while (!bytes.IsEmpty)
        {
            header[_headerSize++] = bytes[0];
            bytes = bytes[1..];
            if (_headerSize >= 2 && _headerSize == SizeOf(header[1]))
            {
                Begin(header);
                return true;
            }
        }

        return false;
    }

    private void Begin(ReadOnlySpan<byte> header)
    {
        (_headerSize, _inFrame) = (0, true);
        _isLastFrame = (header[0] & Fin) != 0;
        _opcode = (Opcode)(header[0] & 0x0F);
        _left = header[1] switch
        {
            126 => BinaryPrimitives.ReadUInt16BigEndian(header[2..]),
            127 => BinaryPrimitives.ReadInt64BigEndian(header[2..]),
            _ => header[1],
        };
    }

    private static int SizeOf(byte length) => length switch { 126 => 4, 127 => 10, _ => 2 };

    /// <summary>A piece of a frame's payload.</summary>
    internal readonly ref struct Piece(Opcode opcode, ReadOnlySpan<byte> payload, bool endsFrame, bool endsMessage)
    {
        public Opcode Opcode { get; } = opcode;

        public ReadOnlySpan<byte> Payload { get; } = payload;

        public bool EndsFrame { get; } = endsFrame;

        public bool EndsMessage { get; } = endsMessage;

        public bool IsControl => Opcode >= Opcode.Close;
    }

    [InlineArray(10)]
    private struct Header
    {
        private byte _first;
    }
}
