using Zzz.Protocol;

namespace Zzz.Connection.Sending;

/// <summary>
/// Holds back those who outpace the peer: senders whose message found no room, and the receive loop while much waits. They continue on
/// threads of the pool, never on the one that calls <see cref="Release"/>, which may be any sender's.
/// </summary>
internal sealed class BackPressure(Outbox outbox, CloseState close)
{
    private TaskCompletionSource? _room;
    private volatile ReliefSignal? _relief;

    /// <summary>So much waits that the receive loop should let it drain before it goes on.</summary>
    public bool IsCongested => Backlog >= Outbox.FlushThreshold;

    /// <summary>
    /// What the receive loop is held back by. After a close frame nothing is added, so the loop goes on although much may wait: it has to
    /// see the peer's answer, or its end.
    /// </summary>
    private int Backlog => close.IsSent ? Math.Min(outbox.BufferedBytes, Outbox.FlushThreshold - 1) : outbox.BufferedBytes;

    /// <summary>Completes when there may be room for a message that there was none for.</summary>
    public Task RoomAsync()
    {
        lock (outbox.Lock)
        {
            if (!outbox.IsLeaving || close.IsSent || outbox.IsShut) return Task.CompletedTask;
            _room ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            return _room.Task;
        }
    }

    /// <summary>Completes when the backlog is no more than <paramref name="atMost"/> bytes. For the receive loop alone.</summary>
    public ValueTask RelievedAsync(int atMost)
    {
        if (Backlog <= atMost) return default;
        ReliefSignal relief = _relief ??= new ReliefSignal();
        ValueTask waiting = relief.WaitAsync(atMost);
        relief.Set(Backlog);
        return waiting;
    }

    /// <summary>A write has ended, or nothing can be added any more: those who wait look again. Called without the lock.</summary>
    public void Release()
    {
        TaskCompletionSource? room;
        lock (outbox.Lock) (room, _room) = (_room, null);
        room?.SetResult();
        _relief?.Set(Backlog);
    }
}
