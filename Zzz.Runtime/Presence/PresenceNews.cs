using Microsoft.Extensions.Logging;
using Zzz.Channels.Members;
using Zzz.Telemetry;

namespace Zzz.Presence;

/// <summary>
/// Notifies the clients of changes from the thread pool, in order for each topic. Changes that arrive while a topic is being notified are merged
/// into one difference for the next round. A slow fetcher or a crowd therefore costs one difference per topic in memory, and delays no caller.
/// </summary>
/// <param name="gate">The lock of the tracker, under which callers add changes.</param>
/// <param name="replica">The entries that are present.</param>
/// <param name="teller">Notifies the clients.</param>
/// <param name="logger">Logs failures.</param>
internal sealed class PresenceNews(Lock gate, PresenceReplica replica, PresenceTeller teller, ILogger logger)
{
    /// <summary>The topics with changes that have not been sent yet, or are being sent.</summary>
    private readonly Dictionary<string, TopicNews> _topics = [];

    public void Add(TopicDiff diff) => Of(diff.Topic).Add(diff, teller.Now);

    /// <summary>Sends a client the state of its topic.</summary>
    public void Ask(ChannelMembership client) => Of(client.Topic).Ask(client, teller.Now);

    /// <summary>Sends nothing more to a client.</summary>
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
