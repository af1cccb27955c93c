using System.Text.Json;
using Microsoft.Extensions.Logging;
using Zzz.Channels;
using Zzz.Connection;

namespace Zzz.Presence;

/// <summary>Tells the clients of this node who is present: what happens on one topic in its order, although the fetcher may take its time.</summary>
internal sealed class PresenceTeller(ChannelHub hub, ILogger<PresenceTeller> logger, IPresenceFetcher? fetcher = null)
{
    private const string StateEvent = "presence_state";
    private const string DiffEvent = "presence_diff";

    private static readonly IReadOnlyDictionary<string, JsonElement> NoDetails = new Dictionary<string, JsonElement>();

    /// <summary>Tells everybody on a topic who came and went.</summary>
    public async ValueTask TellAsync(TopicDiff diff)
    {
        if (hub.SubscriberCount(diff.Topic) == 0) return;
        IReadOnlyDictionary<string, JsonElement> details = await FetchAsync(diff.Topic, [.. diff.Joins, .. diff.Leaves]);
        hub.BroadcastHere(diff.Topic, DiffEvent, PresenceShape.Diff(diff, details));
    }

    /// <summary>Tells one client who is present on its topic.</summary>
    public async ValueTask TellAsync(ChannelMembership client, IReadOnlyCollection<PresenceEntry> state)
    {
        IReadOnlyDictionary<string, JsonElement> details = await FetchAsync(client.Topic, state);
        client.Push(StateEvent, PresenceShape.State(state, details));
    }

    private async ValueTask<IReadOnlyDictionary<string, JsonElement>> FetchAsync(string topic, IReadOnlyCollection<PresenceEntry> entries)
    {
        if (fetcher is null || entries.Count == 0) return NoDetails;
        try
        {
            return await fetcher.FetchAsync(topic, [.. entries.Select(entry => entry.Key).Distinct()]);
        }
        catch (Exception exception)
        {
            Log.PresenceFetcher(logger, topic, exception);
            return NoDetails;
        }
    }
}
