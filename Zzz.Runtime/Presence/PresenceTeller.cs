using System.Text.Json;
using Microsoft.Extensions.Logging;
using Zzz.Channels.Members;
using Zzz.Presence.Replicas;
using Zzz.Telemetry;

namespace Zzz.Presence;

/// <summary>Sends presence messages to the clients on this node, with the details from the fetcher.</summary>
internal sealed class PresenceTeller(ChannelHub hub, PresenceDetails details, ILogger<PresenceTeller> logger)
{
    private const string StateEvent = "presence_state";
    private const string DiffEvent = "presence_diff";

    private readonly ILogger _logger = GuardedLogger.Of(logger);

    public long Now => details.Now;

    public async ValueTask TellAsync(TopicReport report)
    {
        if (Array.Exists(report.Asking, client => !client.IsOver)) await TellStateAsync(report);
        if (!report.Diff.IsEmpty && hub.SubscriberCount(report.Diff.Topic) > 0) await TellDiffAsync(report.Diff, report.Since);
    }

    /// <summary>Sends the state to the clients that asked for it. The state is serialized once for all of them.</summary>
    private async ValueTask TellStateAsync(TopicReport report)
    {
        byte[] json = await WriteAsync(report.Diff.Topic, report.State, report.Since, details => PresenceShape.State(report.State, details));
        foreach (ChannelMembership client in report.Asking) client.Writer.PushJson(StateEvent, json);
    }

    /// <summary>Sends the joins and leaves to all clients on a topic.</summary>
    private async ValueTask TellDiffAsync(TopicDiff diff, long since)
    {
        byte[] json = await WriteAsync(diff.Topic, [.. diff.Joins, .. diff.Leaves], since, details => PresenceShape.Diff(diff, details));
        hub.BroadcastHere(diff.Topic, DiffEvent, json);
    }

    /// <summary>Writes a payload with the details from the fetcher, or without details if the fetcher throws or the details cannot be written.</summary>
    private async ValueTask<byte[]> WriteAsync(
        string topic, IReadOnlyCollection<PresenceEntry> entries, long since, Func<IReadOnlyDictionary<string, JsonElement>, byte[]> write)
    {
        try
        {
            return write(await details.OfAsync(topic, [.. entries.Select(entry => entry.Key).Distinct()], since));
        }
        catch (Exception exception)
        {
            Log.PresenceFetcher(_logger, topic, exception);
            return write(PresenceDetails.None);
        }
    }
}
