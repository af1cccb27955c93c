namespace Zzz.Cluster;

/// <summary>One topic that this node is subscribed to, or is subscribing to.</summary>
/// <param name="name">The topic's name on the backplane.</param>
/// <param name="before">The end of the previous subscription to the topic.</param>
internal sealed class TopicInterest(string name, Task before)
{
    private readonly TaskCompletionSource _subscribed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public string Name => name;

    /// <summary>Completes when the previous subscription has ended.</summary>
    public Task Before => before;

    /// <summary>Completes when the broker has confirmed the subscription.</summary>
    public Task Subscribed => _subscribed.Task;

    /// <summary>When the topic was last needed, as a timestamp. Used under the lock of this instance.</summary>
    public long LastUsed { get; set; }

    /// <summary>Completes when the subscription has ended; <see langword="null"/> while it lasts. Used under the lock of this instance.</summary>
    public Task? Ended { get; set; }

    public void Confirm() => _subscribed.TrySetResult();
}
