using Zzz.Deflate;
using Zzz.Deflate.Inflating;

namespace Zzz.Tests.Deflate;

/// <summary>Uses an <see cref="Inflater"/> as a message reader would, in pieces and with a buffer that grows by any number of bytes.</summary>
internal sealed class MessageInflater(int windowBits = 15, SlidingWindow? window = null)
{
    private readonly Inflater _inflater = new();
    private byte[] _message = [];
    private int _length;

    /// <summary>How many bytes the buffer grows by when the inflater asks for more.</summary>
    public int GrowBy { get; init; } = 4096;

    public byte[] Message => _message[.._length];

    /// <summary>Returns the message, or null if it is refused or incomplete.</summary>
    public byte[]? Inflate(params byte[][] pieces)
    {
        Start();
        foreach (byte[] piece in pieces)
        {
            if (!TryFeed(piece))
                return null;
        }
        if (!_inflater.AtMessageEnd)
            return null;
        window?.Append(Message);
        return Message;
    }

    public void Start()
    {
        _inflater.Reset(windowBits);
        _message = [];
        _length = 0;
    }

    public bool TryFeed(ReadOnlySpan<byte> input)
    {
        while (true)
        {
            InflateStatus status = _inflater.Inflate(input, out int consumed, _message, ref _length, window is null ? default : window.History);
            input = input[consumed..];
            switch (status)
            {
                case InflateStatus.NeedOutput:
                    Xunit.Assert.Equal(_message.Length, _length);
                    Array.Resize(ref _message, _length + GrowBy);
                    break;
                case InflateStatus.NeedInput:
                    Xunit.Assert.True(input.IsEmpty);
                    return true;
                default:
                    Xunit.Assert.Equal(InflateStatus.Fault, status);
                    return false;
            }
        }
    }
}
