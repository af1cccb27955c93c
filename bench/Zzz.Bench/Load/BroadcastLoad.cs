using System.Diagnostics;
using Zzz.Bench.Linux;

namespace Zzz.Bench.Load;

/// <summary>Publishes a burst of messages, waits until every subscriber has received it, and publishes the next.</summary>
internal sealed class BroadcastLoad : IDisposable
{
    private static readonly byte[] Received = GC.AllocateUninitializedArray<byte>(256 * 1024, pinned: true);

    private readonly ClientConnection _publisher;
    private readonly IReadOnlyList<ClientConnection> _subscribers;
    private readonly FrameTape _tape;
    private readonly Dialect _dialect;
    private readonly int _burst;
    private readonly Epoll _epoll = new();

    public BroadcastLoad(ClientConnection publisher, IReadOnlyList<ClientConnection> subscribers, FrameTape tape, Dialect dialect, int burst)
    {
        (_publisher, _subscribers, _tape, _dialect, _burst) = (publisher, subscribers, tape, dialect, burst);
        for (int i = 0; i < subscribers.Count; i++) _epoll.Watch(subscribers[i].Descriptor, i);
    }

    public LatencyHistogram Latency { get; } = new();

    /// <summary>Runs for a time, and returns how many messages the subscribers received.</summary>
    public long Run(TimeSpan time)
    {
        long count = 0;
        for (long end = Stopwatch.GetTimestamp() + (long)(time.TotalSeconds * Stopwatch.Frequency); Stopwatch.GetTimestamp() < end;)
            count += PublishOnce();
        return count;
    }

    public void Dispose()
    {
        _epoll.Dispose();
        _publisher.Dispose();
        foreach (ClientConnection subscriber in _subscribers) subscriber.Dispose();
    }

    private int PublishOnce()
    {
        long published = Stopwatch.GetTimestamp();
        for (int left = _burst; left > 0;) _publisher.Send(_tape.Next(ref _publisher.Position, ref left));
        int expected = _burst * _subscribers.Count;
        for (int left = expected; left > 0;)
        {
            ReadOnlySpan<Libc.EpollEvent> ready = _epoll.Wait(milliseconds: 10_000);
            if (ready.IsEmpty) throw new IOException($"{left} of {expected} deliveries did not come.");
            foreach (Libc.EpollEvent subscriber in ready) left -= Receive(_subscribers[(int)subscriber.Data], published);
        }

        return expected;
    }

    private int Receive(ClientConnection subscriber, long published)
    {
        int read = Libc.Receive(subscriber.Descriptor, Received);
        if (read == 0) throw new IOException("The server ended a subscriber's connection.");
        ReadOnlySpan<byte> bytes = Received.AsSpan(0, Math.Max(read, 0));
        int count = 0;
        while (subscriber.Frames.TryRead(ref bytes, out ServerFrames.Piece piece)) count += _dialect.CountIn(piece);
        if (count > 0) Latency.Add(Stopwatch.GetTimestamp() - published, count);
        return count;
    }
}
