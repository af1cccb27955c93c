using System.Collections.Concurrent;
using StackExchange.Redis;

namespace Zzz.Redis;

/// <summary>The feeds of one shard, at most one per channel.</summary>
internal sealed class RedisFeeds(ISubscriber subscriber)
{
    private readonly ConcurrentDictionary<RedisChannel, RedisFeed> _feeds = new();

    /// <summary>Whether the server has confirmed all subscriptions on the current connection.</summary>
    public bool AreWhole => !_feeds.Any(feed => feed.Value.IsCut);

    /// <summary>Subscribes to a channel, unless it is subscribed already.</summary>
    public async Task SubscribeAsync(RedisChannel channel, Action<ReadOnlyMemory<byte>> received, CancellationToken cancellationToken)
    {
        RedisFeed feed;
        while ((feed = _feeds.GetOrAdd(channel, _ => new RedisFeed(subscriber, channel, received))).IsEnding)
            await UnsubscribeAsync(channel, cancellationToken);

        try
        {
            await feed.StartAsync().WaitAsync(cancellationToken);
        }
        catch
        {
            _ = EndAsync(channel, feed);
            throw;
        }
    }

    /// <summary>Ends the subscription to a channel, if there is one.</summary>
    public async Task UnsubscribeAsync(RedisChannel channel, CancellationToken cancellationToken)
    {
        if (_feeds.TryGetValue(channel, out RedisFeed? feed)) await EndAsync(channel, feed).WaitAsync(cancellationToken);
    }

    /// <inheritdoc cref="RedisFeed.EndAsync"/>
    public Task EndAsync(bool tellsServer) => Task.WhenAll(_feeds.Select(feed => feed.Value.EndAsync(tellsServer)));

    /// <remarks>The feed stays until it has ended, so that a new one does not subscribe while it unsubscribes.</remarks>
    private async Task EndAsync(RedisChannel channel, RedisFeed feed)
    {
        await feed.EndAsync();
        _feeds.TryRemove(KeyValuePair.Create(channel, feed));
    }
}
