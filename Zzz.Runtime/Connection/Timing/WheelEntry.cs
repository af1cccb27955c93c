namespace Zzz.Connection.Timing;

/// <summary>An object that <see cref="TimerWheel"/> wakes. When woken, it checks its deadlines, and schedules itself again.</summary>
internal abstract class WheelEntry
{
    /// <summary>The tick to be woken at, while the wheel holds it.</summary>
    public long Due { get; set; }

    public bool IsScheduled { get; set; }

    /// <summary>Whether it was cancelled, and has not been scheduled since.</summary>
    public bool IsCancelled { get; set; }

    public WheelEntry? Next { get; set; }

    public WheelEntry? Previous { get; set; }

    /// <summary>Called on a timer's thread, outside of any lock. Should not throw, or block.</summary>
    public abstract void OnDue();
}
