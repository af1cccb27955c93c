using Zzz.Bench.Linux;
using Zzz.Bench.Load;

namespace Zzz.Bench.Cluster;

/// <summary>Reads the answers to one client.</summary>
internal sealed class Answers : IDisposable
{
    private static readonly byte[] Received = GC.AllocateUninitializedArray<byte>(256 * 1024, pinned: true);

    private readonly ClientConnection _client;
    private readonly Dialect _dialect;
    private readonly Epoll _epoll = new();

    public Answers(ClientConnection client, Dialect dialect)
    {
        (_client, _dialect) = (client, dialect);
        _epoll.Watch(client.Descriptor, 0);
    }

    /// <summary>Reads until this many messages have come, and sends what the system did not take at once.</summary>
    public void Read(int count)
    {
        while (count > 0)
        {
            _epoll.WatchForRoom(_client.Descriptor, 0, _client.HasUnsent);
            if (_epoll.Wait(milliseconds: 60_000).IsEmpty) throw new IOException($"{count} answers did not come.");
            if (_client.HasUnsent) _client.SendOn();
            int read = Libc.Receive(_client.Descriptor, Received);
            if (read == 0) throw new IOException("The server ended the connection.");
            ReadOnlySpan<byte> bytes = Received.AsSpan(0, Math.Max(read, 0));
            while (_client.Frames.TryRead(ref bytes, out ServerFrames.Piece piece)) count -= _dialect.CountIn(piece);
        }
    }

    public void Dispose() => _epoll.Dispose();
}
