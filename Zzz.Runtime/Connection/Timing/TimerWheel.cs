using System.Diagnostics;
using Zzz.Protocol.Lifetime;
using Zzz.Telemetry;

namespace Zzz.Connection.Timing;

/// <summary>
/// The one timer for all connections: a hashed timer wheel with a list of entries in each slot. Messages do not touch the wheel: an entry only
/// records the time, which costs one read of <see cref="Now"/>, and compares it when the wheel wakes the entry.
/// </summary>
/// <remarks>
/// With the machine's clock, each turn counts as one tick, however late it comes. Time in which the server did not run, because the process was
/// stopped or the thread pool was starved, therefore does not count as the peer's silence. A test's clock counts in full.
/// </remarks>
internal sealed class TimerWheel : IThreadPoolWorkItem, IDisposable
{
    /// <summary>The precision of deadlines: up to two ticks late while the server runs, never early.</summary>
    public static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(50);

    private const int SlotCount = 512;

    private static readonly TimeSpan RetryDelay = TimeSpan.FromSeconds(1);

    private readonly Lock _lock = new();
    private readonly TimeProvider _time;
    private readonly long _start;
    private readonly bool _isClockOfMachine;
    private readonly ITimer _timer;
    private readonly WheelEntry?[] _slots = new WheelEntry?[SlotCount];

    /// <summary>The entries that are due. Each turn wakes those that are left, so that a slow entry does not delay the others.</summary>
    private readonly Queue<WheelEntry> _due = [];
    private int _count;
    private bool _isRunning;
    private int _isQueued;
    private long _turned;
    private Standstill _standstill;

    public TimerWheel(TimeProvider time)
    {
        _time = GuardedTime.Of(time);
        _start = _time.GetTimestamp();
        _standstill = new Standstill(turn: (long)(Tick.TotalSeconds * _time.TimestampFrequency));
        _isClockOfMachine = IsClockOfMachine(_time);
        TimerCallback onTick = _isClockOfMachine ? static wheel => ((TimerWheel)wheel!).Queue() : static wheel => ((TimerWheel)wheel!).Turn();
        _timer = _time.CreateTimer(onTick, this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>The time in ticks at the last turn, accurate to one tick while anything is scheduled.</summary>
    public long Now => Volatile.Read(ref _turned);

    /// <summary>The exact time, on the clock of the wheel.</summary>
    public long Timestamp => _time.GetTimestamp();

    /// <summary>How many ticks of that clock make up a second.</summary>
    public long TimestampFrequency => _time.TimestampFrequency;

    public static long TicksOf(TimeSpan time) => (long)Math.Ceiling(time / Tick);

    /// <summary>Wakes <paramref name="entry"/> after the delay, or earlier if it was scheduled for earlier.</summary>
    public void Schedule(WheelEntry entry, TimeSpan delay) => Schedule(entry, TicksOf(delay));

    /// <inheritdoc cref="Schedule(WheelEntry, TimeSpan)"/>
    public void Schedule(WheelEntry entry, long ticks)
    {
        lock (_lock)
        {
            if (!_isRunning) Start();
            long due = (_isClockOfMachine ? _turned : CurrentTick()) + Math.Max(ticks, 0) + 1;
            if (entry.IsScheduled && entry.Due <= due) return;
            if (entry.IsScheduled) Unlink(entry);
            Link(entry, due);
        }
    }

    public void Cancel(WheelEntry entry)
    {
        lock (_lock)
        {
            entry.IsCancelled = true;
            if (entry.IsScheduled) Unlink(entry);
        }
    }

    /// <summary>Returns the recent time in which the server did not run, as of the timestamp. Known only while something is scheduled.</summary>
    public LostTime LostBy(long timestamp)
    {
        if (!_isClockOfMachine) return default;
        lock (_lock) return _isRunning ? _standstill.LostBy(timestamp) : default;
    }

    public void Dispose() => _timer.Dispose();

    void IThreadPoolWorkItem.Execute()
    {
        Volatile.Write(ref _isQueued, 0);
        Turn();
    }

    /// <summary>Whether this is the real clock rather than one that a test controls.</summary>
    private static bool IsClockOfMachine(TimeProvider time) =>
        time.TimestampFrequency == Stopwatch.Frequency && Stopwatch.GetElapsedTime(time.GetTimestamp()).Duration() < TimeSpan.FromSeconds(1);

    /// <summary>Starts the timer, which stops while nothing is scheduled.</summary>
    private void Start()
    {
        if (!_isClockOfMachine) Volatile.Write(ref _turned, CurrentTick());
        _standstill.Start(_time.GetTimestamp());
        _timer.Change(Tick, Tick);
        _isRunning = true;
    }

    private void Stop()
    {
        _isRunning = false;
        _timer.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    private long CurrentTick() => _time.GetElapsedTime(_start).Ticks / Tick.Ticks;

    /// <summary>Queues the turn on the thread pool, behind pending reads. A turn that ran in the timer callback itself would overtake them.</summary>
    private void Queue()
    {
        if (Interlocked.Exchange(ref _isQueued, 1) == 0) ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
    }

    private void Turn()
    {
        lock (_lock) TakeDue();
        while (NextDue() is { } entry) Wake(entry);
    }

    private WheelEntry? NextDue()
    {
        lock (_lock)
        {
            while (_due.TryDequeue(out WheelEntry? entry))
                if (!entry.IsCancelled) return entry;
            return null;
        }
    }

    /// <summary>Wakes an entry, outside any lock. An entry that throws may not have checked its deadlines, so it is woken again later.</summary>
    private void Wake(WheelEntry entry)
    {
        try
        {
            entry.OnDue();
        }
        catch (Exception exception)
        {
            ObserverFailure.Report("what a deadline calls", exception);
            lock (_lock)
                if (!entry.IsCancelled) Schedule(entry, RetryDelay);
        }
    }

    private void TakeDue()
    {
        _standstill.Turn(_time.GetTimestamp());
        long now = _isClockOfMachine ? _turned + 1 : CurrentTick();
        for (long tick = Math.Max(_turned + 1, now - SlotCount + 1); tick <= now; tick++)
        {
            for (WheelEntry? entry = _slots[tick % SlotCount], next; entry is not null; entry = next)
            {
                next = entry.Next;
                if (entry.Due > now) continue;
                Unlink(entry);
                _due.Enqueue(entry);
            }
        }

        Volatile.Write(ref _turned, now);
        if (_count == 0 && _due.Count == 0) Stop();
    }

    private void Link(WheelEntry entry, long due)
    {
        ref WheelEntry? head = ref _slots[due % SlotCount];
        entry.Due = due;
        entry.IsScheduled = true;
        entry.IsCancelled = false;
        entry.Previous = null;
        entry.Next = head;
        if (head is not null) head.Previous = entry;
        head = entry;
        _count++;
    }

    private void Unlink(WheelEntry entry)
    {
        if (entry.Next is not null) entry.Next.Previous = entry.Previous;
        if (entry.Previous is not null) entry.Previous.Next = entry.Next;
        else _slots[entry.Due % SlotCount] = entry.Next;
        entry.Next = entry.Previous = null;
        entry.IsScheduled = false;
        _count--;
    }
}
