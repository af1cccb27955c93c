using Zzz.Cluster.Messages;
using Zzz.Protocol;

namespace Zzz.Cluster;

/// <summary>
/// Sends messages to other nodes, at most once, in the order of the calls. The messages that the broker has not yet taken are limited in size; more
/// are dropped, except for those that keep the nodes together.
/// </summary>
internal sealed class Outbox(IBackplane backplane, ulong node, TimeProvider time, BackplaneState state, ClusterMetrics metrics)
{
    private const int MaxPendingBytes = 4 * 1024 * 1024;

    private long _number;

    /// <summary>The messages that the broker has not yet taken.</summary>
    public PendingBytes Pending { get; } = new(MaxPendingBytes);

    /// <summary>Returns the stamp of the next message of this node.</summary>
    public NodeStamp NextStamp() => new(node, Interlocked.Increment(ref _number), time.GetUtcNow().ToUnixTimeMilliseconds());

    /// <summary>Sends a message on a topic, without waiting.</summary>
    public void Publish(string topic, in NodeMessage message) => _ = TryPublishAsync(topic, message);

    /// <summary>Sends a message on a topic, and returns whether the broker has taken it. The task never fails.</summary>
    public Task<bool> TryPublishAsync(string topic, in NodeMessage message)
    {
        PooledBuffer bytes = message.Write(NextStamp());
        return TryAsync(message.Kind, PublishAsync(topic, bytes, IsUrgent(message.Kind)));
    }

    /// <summary>Sends a message that <see cref="NextStamp"/> was written into, and returns how many nodes it was sent to, if that is known.</summary>
    public ValueTask<int?> PublishAsync(string topic, PooledBuffer message, bool isUrgent) =>
        HandOverAsync(() => backplane.PublishAsync(ControlTopic.Escape(topic), message.Memory, CancellationToken.None), message, isUrgent);

    /// <summary>Sends a message to all nodes, without waiting.</summary>
    public void PublishControl(in NodeMessage message) => _ = TryAsync(message.Kind, PublishToAllAsync(message.Write(NextStamp())));

    /// <summary>Sends a message that <see cref="NextStamp"/> was written into to all nodes, and returns how many those are, if that is known.</summary>
    public ValueTask<int?> PublishToAllAsync(PooledBuffer message) =>
        HandOverAsync(() => backplane.PublishAsync(ControlTopic.Name, message.Memory, CancellationToken.None), message, isUrgent: true);

    /// <summary>Sends a message to one node, and returns whether the broker has taken it. The task never fails.</summary>
    public Task<bool> TrySendAsync(string node, in NodeMessage message)
    {
        PooledBuffer bytes = message.Write(NextStamp());
        return TryAsync(message.Kind, HandOverAsync(() => SendAsync(node, bytes.Memory), bytes, IsUrgent(message.Kind)));
    }

    private static bool IsUrgent(NodeMessageKind kind) => kind is NodeMessageKind.Close or >= NodeMessageKind.Heartbeat;

    private async ValueTask<int?> SendAsync(string node, ReadOnlyMemory<byte> message)
    {
        await backplane.SendAsync(node, message, CancellationToken.None);
        return null;
    }

    private async Task<bool> TryAsync(NodeMessageKind kind, ValueTask<int?> publishing)
    {
        try
        {
            await publishing;
            metrics.Published(kind);
            state.OnPublished();
            return true;
        }
        catch (Exception exception)
        {
            metrics.Dropped(kind);
            state.Lose(kind, exception);
            return false;
        }
    }

    private async ValueTask<int?> HandOverAsync(Func<ValueTask<int?>> call, PooledBuffer message, bool isUrgent)
    {
        bool hasRoom = Pending.TryAdd(message.Length, isUrgent);
        try
        {
            return hasRoom ? await call() : throw Pending.Full;
        }
        finally
        {
            if (hasRoom) Pending.Remove(message.Length);
            message.Clear();
        }
    }
}
