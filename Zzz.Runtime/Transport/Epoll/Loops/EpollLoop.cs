using Microsoft.Extensions.Logging;
using Zzz.Telemetry;
using Zzz.Transport.Epoll.Calls;

namespace Zzz.Transport.Epoll.Loops;

/// <summary>A thread that waits until any of its sockets is ready, and calls the socket's owner. Other threads reach it through its inbox.</summary>
internal sealed class EpollLoop
{
    public const int MaxEventsPerTick = 256;

    private const ulong SignalKey = ulong.MaxValue;
    private const int Forever = -1;

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    private readonly ILogger _logger;
    private readonly LoopEntries _entries;
    private readonly Readiness[] _ready;
    private readonly int _signal;

    /// <summary>Keeps the loop's own descriptors open while another thread uses them.</summary>
    private readonly Lock _lock = new();
    private LoopSocket? _inbox;
    private int _isSleeping;
    private int _count;
    private volatile bool _isStopping;
    private volatile bool _hasEnded;
    private bool _hasFailed;

    /// <exception cref="IOException">The system has no more descriptors, or does not allow the calls.</exception>
    public EpollLoop(ILoopCalls calls, LoopEntries entries, ILogger logger, int maxEventsPerTick = MaxEventsPerTick)
    {
        Calls = calls;
        _entries = entries;
        _logger = logger;
        _ready = new Readiness[maxEventsPerTick];
        Epoll = LoopFailure.ThrowIfNegative(calls.CreateEpoll(), "epoll_create1");
        _signal = LoopFailure.ThrowIfNegative(calls.CreateSignal(), "eventfd");
        LoopFailure.ThrowIfNegative(calls.Watch(Epoll, _signal, ReadyEvents.In | ReadyEvents.EdgeTriggered, SignalKey), "epoll_ctl");
    }

    public ILoopCalls Calls { get; }

    public int Epoll { get; }

    public Arena Arena { get; } = new();

    /// <summary>The number of open sockets.</summary>
    public int Count => Volatile.Read(ref _count);

    public void Start(int number) => new Thread(Run) { IsBackground = true, Name = $"Zzz loop {number}" }.UnsafeStart();

    /// <summary>Resets all sockets, and ends the thread, as soon as the handler returns that may be running.</summary>
    public void Stop()
    {
        _isStopping = true;
        Interlocked.MemoryBarrier(); // the loop sees it before it sleeps, or is seen sleeping
        Wake();
    }

    /// <summary>Adds a socket. Returns 0, or the negative number of the error; the caller then still has to close the descriptor.</summary>
    public int Add(LoopSocket socket)
    {
        Interlocked.Increment(ref _count);
        int result = Add(socket, ReadyEvents.In | ReadyEvents.Out | ReadyEvents.PeerFinished | ReadyEvents.EdgeTriggered);
        if (result < 0) Interlocked.Decrement(ref _count);
        return result;
    }

    /// <summary>Adds an entry that is reported as long as it is ready.</summary>
    public int Add(LoopEntry entry, ReadyEvents events)
    {
        lock (_lock)
        {
            if (_hasEnded || !_entries.TryAdd(entry)) return -Errno.TooManyFiles;
            int result = Calls.Watch(Epoll, entry.Descriptor, events, entry.Key);
            if (result < 0) _entries.Remove(entry);
            return result;
        }
    }

    /// <summary>Removes an entry that stays open, if it is there.</summary>
    public void Drop(LoopEntry entry)
    {
        lock (_lock)
        {
            if (_hasEnded || _entries.Find(entry.Key) is null) return;
            _entries.Remove(entry);
            Calls.Unwatch(Epoll, entry.Descriptor);
        }
    }

    /// <summary>Removes a socket that is about to be closed, or given away.</summary>
    public void Remove(LoopSocket socket)
    {
        _entries.Remove(socket);
        Interlocked.Decrement(ref _count);
    }

    /// <summary>Puts a socket that is not there yet into the inbox.</summary>
    public void Post(LoopSocket socket)
    {
        LoopSocket? last;
        do socket.NextPosted = last = Volatile.Read(ref _inbox);
        while (Interlocked.CompareExchange(ref _inbox, socket, last) != last);
        if (_hasEnded) EmptyInbox();
        else Wake();
    }

    /// <summary>Waits for events, and handles those and the inbox.</summary>
    public void Tick()
    {
        int count = Wait();
        for (int i = 0; i < count; i++)
            if (_ready[i].Key != SignalKey && _entries.Find(_ready[i].Key) is { } entry) Call(entry, _ready[i].Events);
        if (_inbox is not null) EmptyInbox();
    }

    private void Run()
    {
        while (!_isStopping) Tick();
        End();
    }

    private int Wait()
    {
        Interlocked.Exchange(ref _isSleeping, 1); // a full fence: who posts from now on wakes the loop, and what was posted before is seen here
        int count = Calls.Wait(Epoll, _ready, _inbox is null && !_isStopping ? Forever : 0);
        Volatile.Write(ref _isSleeping, 0);
        if (count >= 0 || count == -Errno.Interrupted) return count;
        if (!_hasFailed) Log.LoopWait(_logger, LoopFailure.Describe(-count));
        _hasFailed = true;
        Thread.Sleep(Pause);
        return 0;
    }

    private void Wake()
    {
        if (Volatile.Read(ref _isSleeping) == 0 || Interlocked.Exchange(ref _isSleeping, 0) == 0) return;
        lock (_lock)
            if (!_hasEnded) Calls.Signal(_signal); // edge-triggered, so that nobody has to read it
    }

    private void EmptyInbox()
    {
        LoopSocket? socket = Interlocked.Exchange(ref _inbox, null);
        while (socket is not null)
        {
            LoopSocket? next = socket.NextPosted;
            socket.NextPosted = null; // from now on, the socket may be posted again
            Call(socket);
            socket = next;
        }
    }

    private void Call(LoopEntry entry, ReadyEvents events)
    {
        try
        {
            entry.OnReady(events);
        }
        catch (Exception exception)
        {
            Fail(entry, exception);
        }
    }

    private void Call(LoopSocket socket)
    {
        try
        {
            socket.OnPosted();
        }
        catch (Exception exception)
        {
            Fail(socket, exception);
        }
    }

    /// <summary>Ends an entry whose handler threw, which none should, so that the other connections of the loop go on.</summary>
    private void Fail(LoopEntry entry, Exception exception)
    {
        Log.ConnectionException(_logger, exception);
        try
        {
            entry.Abandon();
        }
        catch (Exception another)
        {
            Log.ConnectionException(_logger, another);
        }
    }

    private void End()
    {
        lock (_lock) _hasEnded = true;
        foreach (LoopEntry entry in _entries.All)
            if (entry is LoopSocket socket && socket.Loop == this) Abandon(socket);
        EmptyInbox();
        lock (_lock)
        {
            Calls.Close(_signal);
            Calls.Close(Epoll);
        }
    }

    private void Abandon(LoopSocket socket)
    {
        try
        {
            socket.Abandon();
        }
        catch (Exception exception)
        {
            Log.ConnectionException(_logger, exception);
        }
    }
}
