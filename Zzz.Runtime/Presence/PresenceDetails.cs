using System.Collections.Concurrent;
using System.Text.Json;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Zzz.Telemetry;

namespace Zzz.Presence;

/// <summary>Asks the fetcher for what <see cref="PresenceTeller"/> adds, for as long as clients may wait for it.</summary>
internal sealed class PresenceDetails(
    TimeProvider time, IOptions<ZzzOptions> options, ILogger<PresenceDetails> logger, IPresenceFetcher? fetcher = null)
{
    public static readonly IReadOnlyDictionary<string, JsonElement> None = new Dictionary<string, JsonElement>();

    private readonly ILogger _logger = GuardedLogger.Of(logger);
    private readonly TimeProvider _time = GuardedTime.Of(time);
    private readonly TimeSpan _timeout = options.Value.PresenceFetchTimeout;

    /// <summary>The topics that the fetcher still thinks about although nobody waits: it is not asked again meanwhile, or what it owes would pile up.</summary>
    private readonly ConcurrentDictionary<string, bool> _late = new();

    public long Now => _time.GetTimestamp();

    /// <summary>The details of keys, or none if they do not come in time. It throws what the fetcher throws.</summary>
    /// <param name="topic">The topic.</param>
    /// <param name="keys">The keys, each once.</param>
    /// <param name="since">When the clients began to wait: the time in which others of the topic came first counts.</param>
    public async ValueTask<IReadOnlyDictionary<string, JsonElement>> OfAsync(string topic, string[] keys, long since)
    {
        if (fetcher is null || keys.Length == 0 || _late.ContainsKey(topic)) return None;
        var givenUp = new CancellationTokenSource();
        Task<IReadOnlyDictionary<string, JsonElement>> fetching = fetcher.FetchAsync(topic, keys, givenUp.Token).AsTask();
        TimeSpan left = _timeout - _time.GetElapsedTime(since);
        try
        {
            return await fetching.WaitAsync(left > TimeSpan.Zero ? left : TimeSpan.Zero, _time);
        }
        catch (TimeoutException) when (!fetching.IsFaulted)
        {
            Log.PresenceFetchTimeout(_logger, topic, _timeout);
            _late[topic] = true;
            _ = ForgetWhenDoneAsync(topic, fetching);
            _ = GiveUpAsync(topic, givenUp);
            return None;
        }
    }

    /// <summary>Tells the fetcher that nobody waits any more. What it does about that may throw.</summary>
    private async Task GiveUpAsync(string topic, CancellationTokenSource givenUp)
    {
        try
        {
            await givenUp.CancelAsync();
        }
        catch (Exception exception)
        {
            Log.PresenceFetcher(_logger, topic, exception);
        }
    }

    private async Task ForgetWhenDoneAsync(string topic, Task fetching)
    {
        await fetching.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _late.TryRemove(topic, out _);
    }
}
