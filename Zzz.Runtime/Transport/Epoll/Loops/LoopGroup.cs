using Microsoft.Extensions.Logging;
using Zzz.Transport.Epoll.Calls;

namespace Zzz.Transport.Epoll.Loops;

/// <summary>The loops of a server.</summary>
internal sealed class LoopGroup(EpollLoop[] loops) : IDisposable
{
    /// <summary>The number of open sockets on all loops.</summary>
    public int Count => loops.Sum(static loop => loop.Count);

    /// <summary>The loop with the fewest sockets.</summary>
    public EpollLoop Idlest => loops.MinBy(static loop => loop.Count)!;

    /// <summary>The loop that accepts connections.</summary>
    public EpollLoop First => loops[0];

    /// <exception cref="IOException">The system has no more descriptors, or does not allow the calls.</exception>
    public static LoopGroup Start(ILoopCalls calls, int count, ILogger logger)
    {
        var entries = new LoopEntries();
        EpollLoop[] loops = [.. Enumerable.Range(0, count).Select(_ => new EpollLoop(calls, entries, logger))];
        for (int i = 0; i < loops.Length; i++) loops[i].Start(i);
        return new LoopGroup(loops);
    }

    /// <summary>Resets the connections that are left, and ends the threads.</summary>
    public void Dispose()
    {
        foreach (EpollLoop loop in loops) loop.Stop();
    }
}
