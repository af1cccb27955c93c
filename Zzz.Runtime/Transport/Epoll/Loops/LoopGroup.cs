using Microsoft.Extensions.Logging;
using Zzz.Transport.Epoll.Calls;

namespace Zzz.Transport.Epoll.Loops;

/// <summary>The loops of a server. They start with the first listener.</summary>
internal sealed class LoopGroup(ILoopCalls calls, int count, ILogger logger, int maxEventsPerTick = EpollLoop.MaxEventsPerTick) : IDisposable
{
    private readonly Lock _lock = new();
    private EpollLoop[] _loops = [];
    private bool _isDisposed;

    /// <summary>The number of open sockets on all loops.</summary>
    public int Count => _loops.Sum(static loop => loop.Count);

    /// <summary>The loop with the fewest sockets.</summary>
    public EpollLoop Idlest => _loops.MinBy(static loop => loop.Count)!;

    /// <summary>The loop that accepts connections.</summary>
    public EpollLoop First => _loops[0];

    /// <exception cref="IOException">The system has no more descriptors, or does not allow the calls.</exception>
    public void Start()
    {
        lock (_lock)
        {
            ObjectDisposedException.ThrowIf(_isDisposed, this);
            if (_loops.Length > 0) return;
            var entries = new LoopEntries();
            EpollLoop[] loops = [.. Enumerable.Range(0, count).Select(_ => new EpollLoop(calls, entries, logger, maxEventsPerTick))];
            for (int i = 0; i < loops.Length; i++) loops[i].Start(i);
            _loops = loops;
        }
    }

    public void Dispose()
    {
        lock (_lock)
        {
            _isDisposed = true;
            foreach (EpollLoop loop in _loops) loop.Stop();
        }
    }
}
