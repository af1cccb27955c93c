using Zzz.Tests.Channels;

namespace Zzz.Tests.Presence;

/// <summary>What clients of a <see cref="PresenceApp"/> on "room:1" receive.</summary>
internal static class PresenceWire
{
    public const string Nobody = "{}";

    public static async Task<ChannelTestPeer> JoinedAsync(PresenceApp app, string key, string reference)
    {
        ChannelTestPeer peer = await app.JoinAsync(key);
        await ExpectStateAsync(peer, Nobody);
        await ExpectDiffAsync(peer, joins: Metas(key, reference));
        return peer;
    }

    public static async Task<ChannelTestPeer> WatcherAsync(PresenceApp app, string state)
    {
        ChannelTestPeer peer = await app.JoinAsync("watcher");
        await ExpectStateAsync(peer, state);
        return peer;
    }

    public static Task ExpectStateAsync(ChannelTestPeer peer, string state) => peer.ExpectAsync("1", null, "room:1", "presence_state", state);

    public static Task ExpectDiffAsync(ChannelTestPeer peer, string joins = Nobody, string leaves = Nobody) =>
        peer.ExpectAsync(null, null, "room:1", "presence_diff", $$"""{"joins":{{joins}},"leaves":{{leaves}}}""");

    public static string Metas(string key, params string[] references)
    {
        IEnumerable<string> metas = references.Select(reference => $$"""{"phx_ref":"{{reference}}","body":"here"}""");
        return $$"""{"{{key}}":{"metas":[{{string.Join(',', metas)}}]} }""".Replace(" ", "", StringComparison.Ordinal);
    }
}
