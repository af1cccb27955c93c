namespace Zzz.Connection.Timing;

/// <summary>Something that <see cref="TimerWheel"/> wakes. It is woken no later than it asked for, looks at its clocks, and asks again.</summary>
internal abstract class WheelEntry
{
    /// <summary>The tick to be woken at, while the wheel holds it.</summary>
    public long Due { get; set; }

    public bool IsScheduled { get; set; }

    /// <summary>It was cancelled, and not scheduled since.</summary>
    public bool IsCancelled { get; set; }

    public WheelEntry? Next { get; set; }

    public WheelEntry? Previous { get; set; }

    /// <summary>Called on a timer's thread, outside of any lock. Should not throw, or block.</summary>
    public abstract void OnDue();
}
