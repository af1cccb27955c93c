namespace Zzz.Redis;

/// <summary>Counts the shards that are interrupted, and notifies the host when the first one is and when none is any more.</summary>
internal sealed class Outages(IBackplaneHost host)
{
    private readonly Lock _lock = new();
    private int _count;
    private bool _isClosed;

    public void Begin(Exception? why)
    {
        lock (_lock)
        {
            if (_count++ == 0 && !_isClosed) host.Interrupted(why);
        }
    }

    public void End()
    {
        lock (_lock)
        {
            if (--_count == 0 && !_isClosed) host.Restored();
        }
    }

    /// <summary>Notifies the host no longer.</summary>
    public void Close()
    {
        lock (_lock) _isClosed = true;
    }
}
