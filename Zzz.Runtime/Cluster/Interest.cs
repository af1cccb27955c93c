using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.Logging;
using Zzz.Telemetry;

namespace Zzz.Cluster;

/// <summary>
/// The topics that this node is subscribed to on the backplane: those that its connections are on. A subscription lasts 30 seconds longer than the
/// need for it, so that clients that reconnect find it.
/// </summary>
[SuppressMessage("Design", "CA1001:Types that own disposable fields should be disposable", Justification = "Its token source has nothing to dispose of.")]
internal sealed class Interest(IBackplane backplane, TimeProvider time, ILogger logger)
{
    private static readonly TimeSpan Linger = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan RetryDelay = TimeSpan.FromSeconds(2);

    private readonly ConcurrentDictionary<string, TopicInterest> _topics = new();
    private readonly CancellationTokenSource _stopping = new();
    private Func<string, bool>[] _uses = [];
    private TaskCompletionSource _restored = new();
    private int _failures;

    /// <summary>How many topics this node is subscribed to.</summary>
    public int Count => _topics.Count;

    /// <summary>Adds a use of topics: a function that returns whether a topic is needed.</summary>
    public void AddUse(Func<string, bool> isNeeded) => _uses = [.. _uses, isNeeded];

    /// <summary>Returns a task that completes when this node receives what is published on a topic. It does not fail, but may take for ever.</summary>
    public Task WantAsync(string name)
    {
        while (true)
        {
            TopicInterest topic = _topics.TryGetValue(name, out TopicInterest? found) ? found : Add(name);
            lock (topic)
            {
                if (topic.Ended is null)
                {
                    topic.LastUsed = time.GetTimestamp();
                    return topic.Subscribed;
                }

                var next = new TopicInterest(name, topic.Ended) { LastUsed = time.GetTimestamp() };
                if (_topics.TryUpdate(name, next, topic)) _ = SubscribeAsync(next);
            }
        }
    }

    /// <summary>Subscribes to all topics again, because the backplane was started again. Tries until it succeeds.</summary>
    public Task SubscribeAgainAsync() => Task.WhenAll(_topics.Values.Select(SubscribeAsync));

    /// <summary>Tries again at once where subscribing has failed, because the connection has been restored.</summary>
    public void Restore() => Interlocked.Exchange(ref _restored, new TaskCompletionSource()).TrySetResult();

    /// <summary>Ends the subscriptions to topics that have not been needed for some time.</summary>
    public void Sweep()
    {
        long now = time.GetTimestamp();
        foreach (TopicInterest topic in _topics.Values)
        {
            bool isNeeded = Array.Exists(_uses, isNeeded => isNeeded(topic.Name));
            lock (topic)
            {
                if (isNeeded) topic.LastUsed = now;
                else if (topic.Ended is null && time.GetElapsedTime(topic.LastUsed, now) > Linger) topic.Ended = EndAsync(topic);
            }
        }
    }

    /// <summary>Ends all attempts to subscribe. Exceptions of the backplane reach the caller.</summary>
    public Task StopAsync() => _stopping.CancelAsync();

    private TopicInterest Add(string name)
    {
        var topic = new TopicInterest(name, Task.CompletedTask) { LastUsed = time.GetTimestamp() };
        TopicInterest added = _topics.GetOrAdd(name, topic);
        if (added == topic) _ = SubscribeAsync(topic);
        return added;
    }

    private async Task SubscribeAsync(TopicInterest topic)
    {
        await topic.Before;
        while (!_stopping.IsCancellationRequested && !IsOver(topic))
        {
            Task restored = Volatile.Read(ref _restored).Task;
            if (await TrySubscribeAsync(topic)) return;
            await restored.WaitAsync(RetryDelay, time, _stopping.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task<bool> TrySubscribeAsync(TopicInterest topic)
    {
        try
        {
            await backplane.SubscribeAsync(topic.Name, _stopping.Token);
            topic.Confirm();
            Volatile.Write(ref _failures, 0);
            return true;
        }
        catch (Exception exception)
        {
            if (!_stopping.IsCancellationRequested && Interlocked.Increment(ref _failures) == 1)
                Log.BackplaneSubscribe(logger, topic.Name, RetryDelay, exception);
            return false;
        }
    }

    private async Task EndAsync(TopicInterest topic)
    {
        await topic.Subscribed.WaitAsync(RetryDelay, time).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        try
        {
            await backplane.UnsubscribeAsync(topic.Name, _stopping.Token);
        }
        catch (Exception exception)
        {
            if (!_stopping.IsCancellationRequested) Log.BackplaneUnsubscribe(logger, topic.Name, exception);
        }

        _topics.TryRemove(KeyValuePair.Create(topic.Name, topic));
    }

    private static bool IsOver(TopicInterest topic)
    {
        lock (topic) return topic.Ended is not null;
    }
}
