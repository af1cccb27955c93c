using Zzz.Cluster;
using Zzz.Cluster.Messages;
using Zzz.Presence.Replicas;

namespace Zzz.Presence;

/// <summary>
/// Sends presence messages to the other nodes. The changes of a topic that happen within 50 milliseconds, or while the broker has not taken the
/// previous ones, are sent together. So a broker that takes nothing costs the memory of one message per topic.
/// </summary>
internal sealed class PresenceOutbox(PresenceTracker tracker, OtherNodes nodes, TimeProvider time)
{
    private static readonly TimeSpan Gathering = TimeSpan.FromMilliseconds(50);

    /// <summary>Sends the pending changes of a topic, unless that is under way. To be called under the tracker's lock.</summary>
    public void SendSoon(OwnTopic own)
    {
        if (own.IsSending) return;
        own.IsSending = true;
        _ = SendAllAsync(own);
    }

    /// <summary>Sends messages on their topics, in order, and returns whether the broker has taken all of them.</summary>
    public async Task<bool> PublishAsync(IReadOnlyList<PresenceMessage> messages)
    {
        bool areTaken = true;
        foreach (PresenceMessage message in messages) areTaken &= await nodes.TryPublishAsync(message.Topic, Of(message));
        return areTaken;
    }

    /// <summary>Sends messages to one node, in order. If the broker refuses one, the others are not sent.</summary>
    public async Task SendAsync(string node, IReadOnlyList<PresenceMessage> messages)
    {
        foreach (PresenceMessage message in messages)
            if (!await nodes.TrySendAsync(node, Of(message))) return;
    }

    public static NodeMessage Of(PresenceMessage message) =>
        new(NodeMessageKind.Presence, message.Write()) { WantsAnswer = message.Kind == PresenceMessageKind.Question };

    private async Task SendAllAsync(OwnTopic own)
    {
        do
        {
            await own.Full.WaitAsync(Gathering, time).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            await PublishAsync(tracker.Act((replica, _) => replica.Own!.Take(own.Topic)));
        }
        while (tracker.Act((_, _) => own.IsSending = own.PendingCount > 0));
    }
}
