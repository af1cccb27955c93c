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
        byte[] json = await WriteAsync(diff.Topic, [.. diff.Joins, .. diff.Leaves], details => PresenceShape.Diff(diff, details));
        hub.BroadcastHere(diff.Topic, DiffEvent, json);
    }

    /// <summary>Tells one client who is present on its topic.</summary>
    public async ValueTask TellAsync(ChannelMembership client, IReadOnlyCollection<PresenceEntry> state)
    {
        byte[] json = await WriteAsync(client.Topic, state, details => PresenceShape.State(state, details));
        client.Push(StateEvent, json);
    }

    /// <summary>Writes with the details of the fetcher, or without them if it throws, or if what it answers cannot be written.</summary>
    private async ValueTask<byte[]> WriteAsync(
        string topic, IReadOnlyCollection<PresenceEntry> entries, Func<IReadOnlyDictionary<string, JsonElement>, byte[]> write)
    {
        if (fetcher is null || entries.Count == 0) return write(NoDetails);
        try
        {
            return write(await fetcher.FetchAsync(topic, [.. entries.Select(entry => entry.Key).Distinct()]));
        }
        catch (Exception exception)
        {
            Log.PresenceFetcher(logger, topic, exception);
            return write(NoDetails);
        }
    }
}
