using System.IO.Compression;

namespace Zzz.Bench.Codec;

/// <summary><see cref="DeflateStream"/> as the decompressor of one connection's payloads, each of which includes its tail.</summary>
internal sealed class StreamInflate
{
    private readonly byte[] _message = new byte[64 * 1024];
    private readonly Feed _feed = new();
    private DeflateStream? _stream;

    public int Alone(byte[] payload, int length)
    {
        _feed.Set(payload);
        using var stream = new DeflateStream(_feed, CompressionMode.Decompress, leaveOpen: true);
        stream.ReadExactly(_message, 0, length);
        return length;
    }

    public int Next(byte[] payload, int length)
    {
        _stream ??= new DeflateStream(_feed, CompressionMode.Decompress, leaveOpen: true);
        _feed.Set(payload);
        _stream.ReadExactly(_message, 0, length);
        return length;
    }

    private sealed class Feed : Stream
    {
        private byte[] _bytes = [];
        private int _position;

        public override bool CanRead => true;
        public override bool CanSeek => false;
        public override bool CanWrite => false;
        public override long Length => throw new NotSupportedException();
        public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

        public void Set(byte[] bytes)
        {
            _bytes = bytes;
            _position = 0;
        }

        public override int Read(Span<byte> buffer)
        {
            int count = Math.Min(buffer.Length, _bytes.Length - _position);
            _bytes.AsSpan(_position, count).CopyTo(buffer);
            _position += count;
            return count;
        }

        public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

        public override void Flush()
        {
        }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();
        public override void SetLength(long value) => throw new NotSupportedException();
        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
