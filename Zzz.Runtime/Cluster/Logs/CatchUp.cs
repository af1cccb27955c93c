namespace Zzz.Cluster.Logs;

/// <summary>
/// Reads what one follower of a log has missed: one read at a time, and again as long as the follower is behind. While the log cannot be read, it is
/// tried again after pauses.
/// </summary>
/// <param name="read">Reads the log after a position.</param>
/// <param name="begin">Returns the position after which to read.</param>
/// <param name="apply">Passes on what was read, and returns whether the follower is still behind.</param>
/// <param name="isOver">Whether the follower no longer needs the log.</param>
/// <param name="time">The clock.</param>
internal sealed class CatchUp(
    Func<TopicPosition?, ValueTask<BackplaneRead>> read,
    Func<TopicPosition?> begin,
    Func<BackplaneRead, ValueTask<bool>> apply,
    Func<bool> isOver,
    TimeProvider time)
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    private readonly Lock _lock = new();
    private Task _running = Task.CompletedTask;
    private bool _isRequested;

    /// <summary>Returns a task that completes when a read that began after this call has been applied, or when the follower is over.</summary>
    public Task RunAsync()
    {
        lock (_lock)
        {
            if (_isRequested && !_running.IsCompleted) return _running;
            _isRequested = true;
            Task before = _running;
            return _running = before.IsCompleted ? LoopAsync() : AfterAsync(before);
        }
    }

    private async Task AfterAsync(Task before)
    {
        await before;
        await LoopAsync();
    }

    private async Task LoopAsync()
    {
        await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding); // the caller may hold the lock that the callbacks take
        lock (_lock) _isRequested = false;
        while (!isOver())
        {
            if (await TryAsync()) return;
        }
    }

    private async Task<bool> TryAsync()
    {
        try
        {
            return !await apply(await read(begin()));
        }
        catch (Exception)
        {
            // The backplane reports that it is interrupted; each failed read would only repeat it.
            await Task.Delay(Pause, time).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            return false;
        }
    }
}
