using System.Diagnostics;

namespace Zzz.Connection;

/// <summary>
/// The one timer of all connections: a hashed wheel of ticks, with a list of entries in each slot. What happens per message touches no
/// timer: entries note the time, which costs a read of <see cref="Now"/>, and judge it when they are woken.
/// </summary>
/// <remarks>
/// On the clock of the machine each turn is one tick, however late it comes. So time in which the server did not run, because the process was
/// stopped or the thread pool had no thread to spare, is not a silence of any peer. A clock of a test counts in full, as the test says.
/// </remarks>
internal sealed class TimerWheel : IThreadPoolWorkItem, IDisposable
{
    /// <summary>How precise deadlines are. They are late by up to two ticks while the server runs, and never early.</summary>
    public static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(50);

    private const int SlotCount = 512;

    private readonly Lock _lock = new();
    private readonly Lock _turning = new();
    private readonly TimeProvider _time;
    private readonly long _start;
    private readonly bool _isClockOfMachine;
    private readonly ITimer _timer;
    private readonly WheelEntry?[] _slots = new WheelEntry?[SlotCount];
    private readonly List<WheelEntry> _due = [];
    private int _count;
    private bool _isRunning;
    private int _isQueued;
    private long _turned;

    public TimerWheel(TimeProvider time)
    {
        _time = time;
        _start = time.GetTimestamp();
        _isClockOfMachine = IsClockOfMachine(time);
        TimerCallback onTick = _isClockOfMachine ? static wheel => ((TimerWheel)wheel!).Queue() : static wheel => ((TimerWheel)wheel!).Turn();
        _timer = time.CreateTimer(onTick, this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>The time in ticks, as of the last turn: right to a tick while anything is scheduled.</summary>
    public long Now => Volatile.Read(ref _turned);

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
            if (entry.IsScheduled) Unlink(entry);
    }

    public void Dispose() => _timer.Dispose();

    void IThreadPoolWorkItem.Execute()
    {
        Volatile.Write(ref _isQueued, 0);
        Turn();
    }

    /// <summary>Whether time passes by itself, and not as a test says.</summary>
    private static bool IsClockOfMachine(TimeProvider time) =>
        time.TimestampFrequency == Stopwatch.Frequency && Stopwatch.GetElapsedTime(time.GetTimestamp()).Duration() < TimeSpan.FromSeconds(1);

    /// <summary>Nothing was scheduled, so nothing turned the wheel.</summary>
    private void Start()
    {
        if (!_isClockOfMachine) Volatile.Write(ref _turned, CurrentTick());
        _isRunning = true;
        _timer.Change(Tick, Tick);
    }

    private void Stop()
    {
        _isRunning = false;
        _timer.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    private long CurrentTick() => _time.GetElapsedTime(_start).Ticks / Tick.Ticks;

    /// <summary>Lines up behind the reads that wait for the thread pool: its timers would overtake them.</summary>
    private void Queue()
    {
        if (Interlocked.Exchange(ref _isQueued, 1) == 0) ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
    }

    private void Turn()
    {
        lock (_turning)
        {
            lock (_lock) TakeDue();
            foreach (WheelEntry entry in _due) entry.OnDue();
            _due.Clear();
        }
    }

    private void TakeDue()
    {
        long now = _isClockOfMachine ? _turned + 1 : CurrentTick();
        for (long tick = Math.Max(_turned + 1, now - SlotCount + 1); tick <= now; tick++)
        {
            for (WheelEntry? entry = _slots[tick % SlotCount], next; entry is not null; entry = next)
            {
                next = entry.Next;
                if (entry.Due > now) continue;
                Unlink(entry);
                _due.Add(entry);
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
