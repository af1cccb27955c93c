using Microsoft.Extensions.Logging;
using Zzz.Channels.Members;
using Zzz.Telemetry;

namespace Zzz.Presence;

/// <summary>
/// Has the thread pool tell what is new, one topic's news at a time and in order. What comes while news are being told waits for the next
/// go, so a slow fetcher or a crowd costs memory for one difference per topic, and no caller's time.
/// </summary>
/// <param name="gate">The lock of the tracker, under which callers add news.</param>
/// <param name="replica">What is present.</param>
/// <param name="teller">Tells it.</param>
/// <param name="logger">Notes what could not be told.</param>
internal sealed class PresenceNews(Lock gate, PresenceReplica replica, PresenceTeller teller, ILogger logger)
{
    /// <summary>The topics that have news, or whose news are being told.</summary>
    private readonly Dictionary<string, TopicNews> _topics = [];

    public void Add(TopicDiff diff) => Of(diff.Topic).Add(diff, teller.Now);

    /// <summary>Tells a client the state of its topic.</summary>
    public void Ask(ChannelMembership client) => Of(client.Topic).Ask(client, teller.Now);

    /// <summary>Tells a client nothing more.</summary>
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
