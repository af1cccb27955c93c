using Zzz.Protocol;

namespace Zzz.Connection.Sending;

/// <summary>
/// Holds back senders whose messages found no room, and holds back the receive loop while much output is waiting. Both continue on the thread pool,
/// never on the thread that calls <see cref="Release"/>, which may belong to any sender.
/// </summary>
internal sealed class BackPressure(Outbox outbox, CloseState close)
{
    private TaskCompletionSource? _room;
    private volatile ReliefSignal? _relief;

    /// <summary>Whether so much output is waiting that the receive loop should let it drain first.</summary>
    public bool IsCongested => Backlog >= Outbox.FlushThreshold;

    /// <summary>
    /// The number of waiting bytes that may hold back the receive loop. After a close frame, nothing more is added and the loop has to read
    /// the peer's answer, so the loop continues however many bytes are waiting.
    /// </summary>
    private int Backlog => close.IsSent ? Math.Min(outbox.BufferedBytes, Outbox.FlushThreshold - 1) : outbox.BufferedBytes;

    /// <summary>Returns a task that completes when there may be room again.</summary>
    public Task RoomAsync()
    {
        lock (outbox.Lock)
        {
            if (!outbox.IsLeaving || close.IsSent || outbox.IsShut) return Task.CompletedTask;
            _room ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            return _room.Task;
        }
    }

    /// <summary>Returns a task that completes when the backlog is at most <paramref name="atMost"/> bytes. Only the receive loop calls this.</summary>
    public ValueTask RelievedAsync(int atMost)
    {
        if (Backlog <= atMost) return default;
        ReliefSignal relief = _relief ??= new ReliefSignal();
        ValueTask waiting = relief.WaitAsync(atMost);
        relief.Set(Backlog);
        return waiting;
    }

    /// <summary>Makes senders and the loop check again, because a write has ended or nothing can be added any more. Called without the lock.</summary>
    public void Release()
    {
        TaskCompletionSource? room;
        lock (outbox.Lock) (room, _room) = (_room, null);
        room?.SetResult();
        _relief?.Set(Backlog);
    }
}
