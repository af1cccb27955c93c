using Zzz.Cluster.Messages;

namespace Zzz.Cluster.Logs;

/// <summary>A message that waits to be appended to a topic's log.</summary>
/// <param name="Kind">The kind of the message.</param>
/// <param name="Message">The message.</param>
/// <param name="Since">The timestamp at which it was broadcast.</param>
internal sealed record PendingAppend(NodeMessageKind Kind, byte[] Message, long Since)
{
    private readonly TaskCompletionSource<BackplaneAppended> _stored = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Completes with the position of the message.</summary>
    public Task<BackplaneAppended> Stored => _stored.Task;

    public void Store(BackplaneAppended appended) => _stored.TrySetResult(appended);

    public void Fail(Exception exception)
    {
        _stored.TrySetException(exception);
        _ = _stored.Task.Exception; // a broadcast that nobody waits for must not be reported as an unobserved failure
    }
}
