using System.Diagnostics;
using Zzz.Bench.Linux;

namespace Zzz.Bench.Load;

/// <summary>
/// Keeps a fixed number of messages in flight on each connection: when one comes back, the next goes out. It uses one thread, with one
/// receive and one send per batch of answers.
/// </summary>
internal sealed class EchoLoad : IDisposable
{
    private static readonly byte[] Received = GC.AllocateUninitializedArray<byte>(256 * 1024, pinned: true);

    private readonly IReadOnlyList<ClientConnection> _connections;
    private readonly FrameTape _tape;
    private readonly Dialect _dialect;
    private readonly SendTimes[] _sent;
    private readonly Epoll _epoll = new();
    private long _count;

    public EchoLoad(IReadOnlyList<ClientConnection> connections, FrameTape tape, Dialect dialect, int inFlight)
    {
        (_connections, _tape, _dialect) = (connections, tape, dialect);
        _sent = [.. connections.Select(_ => new SendTimes(inFlight))];
        for (int i = 0; i < connections.Count; i++) _epoll.Watch(connections[i].Descriptor, i);
        for (int i = 0; i < connections.Count; i++) Send(i, inFlight, Stopwatch.GetTimestamp());
    }

    public LatencyHistogram Latency { get; } = new();

    /// <summary>Runs for a time, and returns how many messages came back.</summary>
    public long Run(TimeSpan time)
    {
        long before = _count;
        long now = Stopwatch.GetTimestamp();
        for (long end = now + (long)(time.TotalSeconds * Stopwatch.Frequency); now < end; now = Stopwatch.GetTimestamp())
            foreach (Libc.EpollEvent ready in _epoll.Wait(milliseconds: 10)) Serve((int)ready.Data, ready.Ready);
        return _count - before;
    }

    public void Dispose()
    {
        _epoll.Dispose();
        foreach (ClientConnection connection in _connections) connection.Dispose();
    }

    private void Serve(int number, uint ready)
    {
        ClientConnection connection = _connections[number];
        if ((ready & Epoll.CanWrite) != 0) SendOn(connection, number);
        if ((ready & Epoll.CanRead) == 0) return;

        int read = Libc.Receive(connection.Descriptor, Received);
        if (read == 0) throw new IOException("The server ended a connection.");
        ReadOnlySpan<byte> bytes = Received.AsSpan(0, Math.Max(read, 0));
        int count = 0;
        while (connection.Frames.TryRead(ref bytes, out ServerFrames.Piece piece)) count += _dialect.CountIn(piece);
        if (count == 0) return;

        long now = Stopwatch.GetTimestamp();
        _count += count;
        for (int i = 0; i < count; i++) Latency.Add(now - _sent[number].Take());
        Send(number, count, now);
    }

    private void Send(int number, int count, long now)
    {
        ClientConnection connection = _connections[number];
        for (int i = 0; i < count; i++) _sent[number].Put(now);
        while (count > 0) connection.Send(_tape.Next(ref connection.Position, ref count));
        if (connection.HasUnsent) _epoll.WatchForRoom(connection.Descriptor, number, forRoom: true);
    }

    private void SendOn(ClientConnection connection, int number)
    {
        connection.SendOn();
        if (!connection.HasUnsent) _epoll.WatchForRoom(connection.Descriptor, number, forRoom: false);
    }
}
