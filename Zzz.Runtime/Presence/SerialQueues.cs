using Microsoft.Extensions.Logging;
using Zzz.Connection;

namespace Zzz.Presence;

/// <summary>
/// Work that is done in the order in which it was added, one piece at a time for each key. It is added under whatever lock the order comes
/// from, and done outside it.
/// </summary>
internal sealed class SerialQueues(ILogger logger)
{
    private readonly Lock _lock = new();

    /// <summary>A key stands here for as long as somebody is at its work, or has been told to be.</summary>
    private readonly Dictionary<string, Queue<Func<ValueTask>>> _queues = [];

    /// <summary>Adds work. <see langword="true"/>: nobody is at that key, so whoever adds has to <see cref="Run"/> it.</summary>
    public bool Add(string key, Func<ValueTask> work)
    {
        lock (_lock)
        {
            bool isNew = !_queues.TryGetValue(key, out Queue<Func<ValueTask>>? queue);
            if (isNew) _queues.Add(key, queue = []);
            queue!.Enqueue(work);
            return isNew;
        }
    }

    /// <summary>Does the work of a key, in this thread as far as none of it waits.</summary>
    public void Run(string key) => _ = RunAsync(key);

    private async Task RunAsync(string key)
    {
        while (Take(key) is { } work) await DoAsync(key, work);
    }

    /// <summary>Whatever one piece of work throws, the next has its turn.</summary>
    private async ValueTask DoAsync(string key, Func<ValueTask> work)
    {
        try
        {
            await work();
        }
        catch (Exception exception)
        {
            Log.PresenceNotTold(logger, key, exception);
        }
    }

    private Func<ValueTask>? Take(string key)
    {
        lock (_lock)
        {
            if (_queues[key].TryDequeue(out Func<ValueTask>? work)) return work;
            _queues.Remove(key);
            return null;
        }
    }
}
