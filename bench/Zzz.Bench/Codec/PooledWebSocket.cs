using System.Buffers.Binary;
using System.Net.WebSockets;

namespace Zzz.Bench.Codec;

/// <summary>
/// The closest equivalent in System.Net of a codec that is reused without context takeover: a WebSocket over memory, which resets pooled zlib streams
/// between messages. Its times include framing.
/// </summary>
internal sealed class PooledWebSocket : Stream
{
    private readonly WebSocket _socket;
    private readonly byte[] _message = new byte[64 * 1024];
    private byte[] _frame = [];
    private int _position;
    private int _written;

    public PooledWebSocket(bool receives)
        => _socket = WebSocket.CreateFromStream(this, new WebSocketCreationOptions
        {
            IsServer = !receives, // only a client masks its frames, and accepts frames that are not masked
            KeepAliveInterval = Timeout.InfiniteTimeSpan,
            DangerousDeflateOptions = new WebSocketDeflateOptions { ServerContextTakeover = false, ClientContextTakeover = false },
        });

    public override bool CanRead => true;
    public override bool CanSeek => false;
    public override bool CanWrite => true;
    public override long Length => throw new NotSupportedException();
    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    public static byte[] Frame(byte[] payload)
    {
        byte[] frame = new byte[4 + payload.Length];
        frame[0] = 0xC2; // FIN, RSV1, binary
        frame[1] = 126;
        BinaryPrimitives.WriteUInt16BigEndian(frame.AsSpan(2), (ushort)payload.Length);
        payload.CopyTo(frame, 4);
        return frame;
    }

    public int Send(byte[] message)
    {
        _written = 0;
        _socket.SendAsync(message.AsMemory(), WebSocketMessageType.Binary, true, CancellationToken.None).GetAwaiter().GetResult();
        return _written - 4;
    }

    public int Receive(byte[] frame)
    {
        _frame = frame;
        _position = 0;
        int length = 0;
        ValueWebSocketReceiveResult result;
        do
        {
            result = _socket.ReceiveAsync(_message.AsMemory(length), CancellationToken.None).GetAwaiter().GetResult();
            length += result.Count;
        }
        while (!result.EndOfMessage);
        return length;
    }

    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        _written += buffer.Length;
        return default;
    }

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) => new(Read(buffer.Span));

    public override int Read(Span<byte> buffer)
    {
        int count = Math.Min(buffer.Length, _frame.Length - _position);
        _frame.AsSpan(_position, count).CopyTo(buffer);
        _position += count;
        return count;
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();
    public override void SetLength(long value) => throw new NotSupportedException();
    public override void Write(byte[] buffer, int offset, int count) => _written += count;
}
