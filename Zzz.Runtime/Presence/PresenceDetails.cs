using System.Collections.Concurrent;
using System.Text.Json;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Zzz.Telemetry;

namespace Zzz.Presence;

/// <summary>Asks the fetcher for the details that <see cref="PresenceTeller"/> adds to messages, within the time that clients may have to wait.</summary>
internal sealed class PresenceDetails(
    TimeProvider time, IOptions<ZzzOptions> options, ILogger<PresenceDetails> logger, IPresenceFetcher? fetcher = null)
{
    public static readonly IReadOnlyDictionary<string, JsonElement> None = new Dictionary<string, JsonElement>();

    private readonly ILogger _logger = GuardedLogger.Of(logger);
    private readonly TimeProvider _time = GuardedTime.Of(time);
    private readonly TimeSpan _timeout = options.Value.PresenceFetchTimeout;

    /// <summary>Topics whose fetch has timed out but not completed. The fetcher is not called for them again, so that calls cannot pile up.</summary>
    private readonly ConcurrentDictionary<string, bool> _late = new();

    public long Now => _time.GetTimestamp();

    /// <summary>Fetches the details for keys, or none if they do not arrive in time. Exceptions that the fetcher throws reach the caller.</summary>
    /// <param name="topic">The topic.</param>
    /// <param name="keys">The keys, without duplicates.</param>
    /// <param name="since">The timestamp at which the clients began to wait. The timeout starts at this moment, so it includes the time that earlier messages on the topic have taken since.</param>
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

    /// <summary>Cancels a fetch that has timed out. The token's callbacks may throw.</summary>
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
