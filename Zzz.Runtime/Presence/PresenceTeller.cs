using System.Text.Json;
using Microsoft.Extensions.Logging;
using Zzz.Channels;
using Zzz.Connection;

namespace Zzz.Presence;

/// <summary>Tells the clients of this node who is present: what happens on one topic in its order, although the fetcher may take its time.</summary>
internal sealed class PresenceTeller(ChannelHub hub, PresenceDetails details, ILogger<PresenceTeller> logger)
{
    private const string StateEvent = "presence_state";
    private const string DiffEvent = "presence_diff";

    public long Now => details.Now;

    /// <summary>Tells everybody on a topic who came and went, at <paramref name="since"/>.</summary>
    public async ValueTask TellAsync(TopicDiff diff, long since)
    {
        if (hub.SubscriberCount(diff.Topic) == 0) return;
        byte[] json = await WriteAsync(diff.Topic, [.. diff.Joins, .. diff.Leaves], since, details => PresenceShape.Diff(diff, details));
        hub.BroadcastHere(diff.Topic, DiffEvent, json);
    }

    /// <summary>Tells one client who was present on its topic at <paramref name="since"/>.</summary>
    public async ValueTask TellAsync(ChannelMembership client, IReadOnlyCollection<PresenceEntry> state, long since)
    {
        byte[] json = await WriteAsync(client.Topic, state, since, details => PresenceShape.State(state, details));
        client.Writer.PushJson(StateEvent, json);
    }

    /// <summary>Writes with the details of the fetcher, or without them if it throws, or if what it answers cannot be written.</summary>
    private async ValueTask<byte[]> WriteAsync(
        string topic, IReadOnlyCollection<PresenceEntry> entries, long since, Func<IReadOnlyDictionary<string, JsonElement>, byte[]> write)
    {
        try
        {
            return write(await details.OfAsync(topic, [.. entries.Select(entry => entry.Key).Distinct()], since));
        }
        catch (Exception exception)
        {
            Log.PresenceFetcher(logger, topic, exception);
            return write(PresenceDetails.None);
        }
    }
}
