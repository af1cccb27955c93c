using System.Diagnostics;
using System.Text;
using Microsoft.Extensions.Logging;
using StackExchange.Redis;

namespace Zzz.Redis;

/// <summary>The topics and nodes of one server or cluster, from the start of the backplane to its end.</summary>
internal sealed class RedisShard : IAsyncDisposable
{
    private static readonly TimeSpan MaxUndecided = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    private readonly RedisBackplaneOptions _options;
    private readonly ShardConnection _connection;
    private readonly IBackplaneHost _host;
    private readonly ILogger _logger;
    private readonly RedisKeys _keys;
    private readonly RedisFeeds _feeds;
    private readonly NodeReader _node;
    private readonly ConnectionWatch _watch;
    private int _unknownFormats;

    public RedisShard(RedisBackplaneOptions options, ShardConnection connection, IBackplaneHost host, Outages outages, ILogger logger)
    {
        (_options, _connection, _host, _logger) = (options, connection, host, logger);
        _keys = new RedisKeys(options.Prefix);
        _feeds = new RedisFeeds(connection.Subscriber);
        _node = new NodeReader(host);
        _watch = new ConnectionWatch(connection, PrepareAsync, outages, logger);
        Log = new TopicLog(_keys, connection);
    }

    public TopicLog Log { get; }

    /// <summary>Prepares the connection, or begins an outage if the server cannot be reached.</summary>
    /// <exception cref="RedisRefusedException">Waiting would not help.</exception>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        _watch.Start();
        try
        {
            await PrepareFirstAsync(cancellationToken);
            Redis.Log.Connected(_logger, _connection.Name);
        }
        catch (Exception exception) when (exception is RedisException or TimeoutException)
        {
            _watch.Miss(exception);
        }
    }

    /// <summary>Ends all subscriptions. The host is not called after the task has completed.</summary>
    public async ValueTask DisposeAsync()
    {
        await _watch.DisposeAsync();
        await _feeds.EndAsync(tellsServer: !_connection.IsOwned);
        await _connection.DisposeAsync();
    }

    public Task SubscribeAsync(string topic, CancellationToken cancellationToken)
    {
        byte[] name = _keys.Channel(topic);
        return _feeds.SubscribeAsync(_connection.Channel(name), Guard(name, new TopicReader(topic, _host).Read), cancellationToken);
    }

    public Task UnsubscribeAsync(string topic, CancellationToken cancellationToken) => _connection.WasReached
        ? _feeds.UnsubscribeAsync(_connection.Channel(_keys.Channel(topic)), cancellationToken)
        : Task.CompletedTask;

    public Task<long> PublishAsync(string topic, ReadOnlySpan<byte> message) => _connection.PublishAsync(_keys.Channel(topic), Payload.Of(message));

    public Task<long> SendAsync(string node, ReadOnlySpan<byte> message) => _connection.PublishAsync(_keys.Node(node), Payload.Of(message));

    /// <summary>Prepares the connection, and first waits until it is known whether the server can be reached.</summary>
    private async Task PrepareFirstAsync(CancellationToken cancellationToken)
    {
        long began = Stopwatch.GetTimestamp();
        while (true)
        {
            try
            {
                await PrepareAsync(cancellationToken);
                return;
            }
            catch (RedisException exception) when (Refusal.IsUndecided(exception) && Stopwatch.GetElapsedTime(began) < MaxUndecided)
            {
                await Task.Delay(Pause, cancellationToken);
            }
        }
    }

    /// <summary>Does all that must be done on a new connection, and checks that messages arrive.</summary>
    private async Task PrepareAsync(CancellationToken cancellationToken)
    {
        await _connection.PrepareAsync(_options.ShardedPubSub, cancellationToken);
        if (_options.History) await Log.PrepareAsync(_host.Node);
        byte[] name = _keys.Node(_host.Node);
        try
        {
            await _feeds.SubscribeAsync(_connection.Channel(name), Guard(name, _node.Read), cancellationToken);
            if (!_feeds.AreWhole) throw new TimeoutException("Not all subscriptions have been restored yet.");
            await _node.ProbeAsync(probe => _connection.PublishAsync(name, probe), cancellationToken);
        }
        catch (Exception exception) when (Refusal.IsPermanent(exception))
        {
            throw new RedisRefusedException(
                "Redis refuses to subscribe or to publish. Permit SUBSCRIBE, UNSUBSCRIBE and PUBLISH (on a cluster, SSUBSCRIBE, SUNSUBSCRIBE and SPUBLISH) " +
                $"for channels that begin with RedisBackplaneOptions.Prefix. Redis answered: {exception.Message}",
                exception);
        }
    }

    /// <summary>Returns a function that reads payloads and logs the first with an unknown format.</summary>
    private Action<ReadOnlyMemory<byte>> Guard(byte[] channel, Func<ReadOnlyMemory<byte>, bool> read) => payload =>
    {
        if (!read(payload) && Interlocked.Increment(ref _unknownFormats) == 1) Redis.Log.UnknownFormat(_logger, Encoding.UTF8.GetString(channel));
    };
}
