using Microsoft.Extensions.Logging;
using Zzz.Channels.Members;
using Zzz.Presence.Replicas;
using Zzz.Telemetry;

namespace Zzz.Presence;

/// <summary>
/// Notifies the clients of changes from the thread pool, in order for each topic. Changes that arrive while the clients of a topic are being notified
/// are merged into one difference for the next round. A slow fetcher or a crowd therefore costs the memory of one difference per topic, and delays no
/// caller.
/// </summary>
/// <param name="gate">The tracker's lock, under which callers add changes.</param>
/// <param name="replica">The entries that are present.</param>
/// <param name="teller">Notifies the clients.</param>
/// <param name="logger">The logger for failures.</param>
internal sealed class PresenceNews(Lock gate, PresenceReplica replica, PresenceTeller teller, ILogger logger)
{
    /// <summary>The topics with changes that have not been sent yet, or are being sent.</summary>
    private readonly Dictionary<string, TopicNews> _topics = [];

    /// <summary>Returns a task that completes when clients on a topic may be notified; <see langword="null"/> if they need not wait.</summary>
    public Func<string, Task>? WhenReady { get; set; }

    public void Add(TopicDiff diff) => Of(diff.Topic).Add(diff, teller.Now);

    /// <summary>Queues the whole state of a client's topic for that client.</summary>
    public void Ask(ChannelMembership client) => Of(client.Topic).Ask(client, teller.Now);

    /// <summary>Stops notifying a client.</summary>
    public void Forget(ChannelMembership client)
    {
        if (_topics.TryGetValue(client.Topic, out TopicNews? news)) news.Forget(client);
    }

    private TopicNews Of(string topic)
    {
        if (_topics.TryGetValue(topic, out TopicNews? news)) return news;
        _topics.Add(topic, news = new TopicNews(topic));
        Schedule(news);
        return news;
    }

    private void Schedule(TopicNews news) =>
        ThreadPool.UnsafeQueueUserWorkItem(static job => _ = job.Queue.TellAsync(job.News), (Queue: this, News: news), preferLocal: false);

    private async Task TellAsync(TopicNews news)
    {
        try
        {
            if (WhenReady is not null) await WhenReady(news.Topic);
            TopicReport report;
            lock (gate) report = news.Take(replica.On(news.Topic));
            await teller.TellAsync(report);
        }
        catch (Exception exception)
        {
            Log.PresenceNotTold(logger, news.Topic, exception);
        }
        finally
        {
            EndTelling(news);
        }
    }

    private void EndTelling(TopicNews news)
    {
        lock (gate)
        {
            if (news.IsEmpty) _topics.Remove(news.Topic);
            else Schedule(news);
        }
    }
}
