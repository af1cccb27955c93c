namespace Zzz.Connection.Timing;

/// <summary>An object that a <see cref="TimerWheel"/> wakes. When woken, the entry checks its deadlines, and schedules itself again if necessary.</summary>
internal abstract class WheelEntry
{
    /// <summary>The tick at which to wake the entry, while it is in the wheel.</summary>
    public long Due { get; set; }

    public bool IsScheduled { get; set; }

    /// <summary>Whether the entry was cancelled and has not been scheduled since.</summary>
    public bool IsCancelled { get; set; }

    public WheelEntry? Next { get; set; }

    public WheelEntry? Previous { get; set; }

    /// <summary>Called on a timer thread, outside any lock. Should not throw or block.</summary>
    public abstract void OnDue();
}
