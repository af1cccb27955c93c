using System.Diagnostics;
using Zzz.Bench.Linux;
using Zzz.Bench.Load;

namespace Zzz.Bench.Cluster;

/// <summary>Publishes at a steady rate, well below what the servers can carry, and counts what subscribers receive.</summary>
/// <param name="fleet">The servers.</param>
/// <param name="dialect">The messages.</param>
/// <param name="subscribers">The subscribers, which the load disposes.</param>
/// <param name="publish">Publishes message number i.</param>
/// <param name="audience">How many subscribers receive each message.</param>
internal sealed class PacedLoad(Fleet fleet, Dialect dialect, IReadOnlyList<ClientConnection> subscribers, Action<int> publish, int audience) : IDisposable
{
    private static readonly byte[] Received = GC.AllocateUninitializedArray<byte>(256 * 1024, pinned: true);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly Epoll _epoll = Watch(subscribers);
    private int _next;

    /// <summary>Publishes for a time, waits for the last delivery, and returns the cost.</summary>
    public ClusterSample Run(TimeSpan time, int perSecond)
    {
        (long node, long redis, long bytes) = (fleet.CpuNanoseconds, fleet.Redis.CpuNanoseconds, fleet.Redis.InputBytes());
        long commands = fleet.Redis.Commands().Values.Sum();
        int published = (int)(time.TotalSeconds * perSecond);
        long left = (long)published * audience;
        long began = Stopwatch.GetTimestamp();
        for (int i = 0; left > 0;)
        {
            double now = Stopwatch.GetElapsedTime(began).TotalSeconds;
            if (now > (time + Patience).TotalSeconds) throw new IOException($"{left} of {published * audience} deliveries did not come.");
            for (; i < published && i <= now * perSecond; i++) publish(_next++);
            left -= Receive();
        }

        double deliveries = (double)published * audience;
        return new ClusterSample(
            (fleet.CpuNanoseconds - node) / 1e3 / deliveries,
            (fleet.Redis.CpuNanoseconds - redis) / 1e3 / published,
            (double)(fleet.Redis.Commands().Values.Sum() - commands) / published,
            (double)(fleet.Redis.InputBytes() - bytes) / published);
    }

    public void Dispose()
    {
        _epoll.Dispose();
        foreach (ClientConnection subscriber in subscribers) subscriber.Dispose();
    }

    private static Epoll Watch(IReadOnlyList<ClientConnection> subscribers)
    {
        var epoll = new Epoll();
        for (int i = 0; i < subscribers.Count; i++) epoll.Watch(subscribers[i].Descriptor, i);
        return epoll;
    }

    private int Receive()
    {
        int count = 0;
        foreach (Libc.EpollEvent ready in _epoll.Wait(milliseconds: 1))
        {
            ClientConnection subscriber = subscribers[(int)ready.Data];
            int read = Libc.Receive(subscriber.Descriptor, Received);
            if (read == 0) throw new IOException("The server ended a subscriber's connection.");
            ReadOnlySpan<byte> bytes = Received.AsSpan(0, Math.Max(read, 0));
            while (subscriber.Frames.TryRead(ref bytes, out ServerFrames.Piece piece)) count += dialect.CountIn(piece);
        }

        return count;
    }
}
