namespace Zzz.Protocol;

/// <summary>
/// Finds the peer's close frame after the connection has failed. Skips frames by their lengths, masked or not, without checking them. Starts inside a
/// frame, of whose payload <paramref name="left"/> bytes have yet to arrive.
/// </summary>
internal sealed class CloseFinder(bool isClose, long left)
{
    private const int HeaderStart = 2;
    private const int Fin = 0x80;
    private const int MaskBit = 0x80;

    private bool _isClose = isClose;
    private ulong _left = (ulong)left;
    private int _headerRead = HeaderStart;
    private int _headerSize = HeaderStart;
    private int _lengthEnd = HeaderStart;

    private bool IsWhole => _headerRead == _headerSize && _left == 0;

    /// <summary>Reads the next bytes, and returns <see langword="true"/> as soon as a close frame is complete.</summary>
    public bool Find(ReadOnlySpan<byte> input)
    {
        while (true)
        {
            if (IsWhole && _isClose) return true;
            if (input.IsEmpty) return false;
            if (IsWhole) _headerRead = 0;

            int taken = _headerRead < _headerSize ? ReadHeader(input[0]) : Skip(input.Length);
            input = input[taken..];
        }
    }

    private int ReadHeader(byte next)
    {
        int position = _headerRead++;
        if (position == 0)
        {
            _isClose = (next & ~Fin) == (int)Opcode.Close;
            _headerSize = HeaderStart;
        }
        else if (position == 1)
        {
            int length = next & ~MaskBit;
            _lengthEnd = HeaderStart + (length switch { 126 => sizeof(ushort), 127 => sizeof(ulong), _ => 0 });
            _headerSize = _lengthEnd + ((next & MaskBit) != 0 ? sizeof(uint) : 0);
            _left = _lengthEnd > HeaderStart ? 0 : (ulong)length;
        }
        else if (position < _lengthEnd)
        {
            _left = (_left << 8) | next;
        }

        return 1;
    }

    private int Skip(int available)
    {
        int skipped = (int)Math.Min(_left, (ulong)available);
        _left -= (ulong)skipped;
        return skipped;
    }
}
