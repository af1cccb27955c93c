namespace Zzz.Presence;

/// <summary>
/// Sends changes to the other nodes from the thread pool, one message at a time and in order. If too many messages are waiting, a single message with
/// the whole state replaces them.
/// </summary>
/// <param name="gate">The tracker's lock, under which callers add messages.</param>
/// <param name="replica">The entries that are present.</param>
internal sealed class NodeNews(Lock gate, PresenceReplica replica)
{
    private const int MaxWaiting = 1024;

    private readonly Queue<PresenceMessage> _waiting = [];
    private TaskCompletionSource? _telling;

    /// <summary>Sends a message to the other nodes, and never throws; <see langword="null"/> if there are no other nodes.</summary>
    public Action<PresenceMessage>? Tell { get; set; }

    public void Add(PresenceMessage message)
    {
        if (Tell is null) return;
        if (_waiting.Count == MaxWaiting)
        {
            _waiting.Clear();
            message = replica.State;
        }

        _waiting.Enqueue(message);
        if (_telling is not null) return;
        _telling = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        ThreadPool.UnsafeQueueUserWorkItem(static news => news.TellAll(), this, preferLocal: false);
    }

    /// <summary>Completes when all added messages have been sent.</summary>
    public Task ToldAsync()
    {
        lock (gate) return _telling?.Task ?? Task.CompletedTask;
    }

    private void TellAll()
    {
        while (Take() is { } message) Tell!(message);
    }

    private PresenceMessage? Take()
    {
        lock (gate)
        {
            if (_waiting.TryDequeue(out PresenceMessage? message)) return message;
            _telling!.SetResult();
            _telling = null;
            return null;
        }
    }
}
