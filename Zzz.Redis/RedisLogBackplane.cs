using Microsoft.Extensions.Logging;

namespace Zzz.Redis;

/// <summary>Keeps the logs of topics in Redis too.</summary>
internal sealed class RedisLogBackplane(RedisBackplaneOptions options, IServiceProvider services, ILogger logger)
    : RedisBackplane(options, services, logger), IBackplaneLog
{
    public async ValueTask<BackplaneAppended> AppendAsync(string topic, BackplaneAppend append, CancellationToken cancellationToken) =>
        await Shard(topic).Log.AppendAsync(topic, append).WaitAsync(cancellationToken);

    public async ValueTask<BackplaneRead> ReadAsync(string topic, TopicPosition? since, int limit, CancellationToken cancellationToken) =>
        await Shard(topic).Log.ReadAsync(topic, since, limit).WaitAsync(cancellationToken);
}
