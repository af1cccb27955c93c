using System.Text.Json;
using Xunit;
using Zzz.Tests.Peers;

namespace Zzz.Tests.Channels.History;

/// <summary>A topic with a history, and clients that join it with and without a position.</summary>
internal static class RecoveryRoom
{
    public const string Room = "room:1";

    public static Task<ChannelApp> StartAsync(HistoryAttribute? history = null) =>
        ChannelApp.StartAsync(new ChannelScript { Metadata = [history ?? new HistoryAttribute(10)] });

    public static void Say(ChannelApp app, string text) => app.Channels.Broadcast(Room, "said", new Text(text));

    /// <summary>The position of a client that joined, saw a message, and lost its connection.</summary>
    public static async Task<TopicPosition> SeenAsync(ChannelApp app, string text)
    {
        using ChannelTestPeer peer = await app.ConnectAsync("V2");
        TopicPosition start = await JoinAsync(peer);
        Say(app, text);
        await ExpectAsync(peer, text, start.Offset + 1);
        return start with { Offset = start.Offset + 1 };
    }

    public static Task SendJoinAsync(ChannelTestPeer peer, string extension) =>
        peer.Raw.SendAsync(ClientFrame.Text($$"""["1","1","{{Room}}","phx_join",{},{{extension}}]"""));

    public static async Task<TopicPosition> JoinAsync(ChannelTestPeer peer, string id = "a", string response = "{}")
    {
        await SendJoinAsync(peer, $$"""{"id":"{{id}}"}""");
        JsonElement at = JsonElement.Parse(await ReadReplyAsync(peer, response)).GetProperty("at");
        return new TopicPosition(at[0].GetString()!, at[1].GetInt64());
    }

    /// <summary>Joins with a position, and returns the sixth element of the reply.</summary>
    public static async Task<string> RejoinAsync(ChannelTestPeer peer, TopicPosition since, string id = "a", string response = "{}")
    {
        await SendJoinAsync(peer, $$"""{"id":"{{id}}","at":["{{since.Epoch}}",{{since.Offset}}]}""");
        return await ReadReplyAsync(peer, response);
    }

    public static async Task<string> ReadReplyAsync(ChannelTestPeer peer, string response)
    {
        string reply = (await peer.Raw.ReadFrameAsync()).Text;
        string head = $$"""["1","1","{{Room}}","phx_reply",{"status":"ok","response":{{response}}},""";
        Assert.StartsWith(head, reply, StringComparison.Ordinal);
        return reply[head.Length..^1];
    }

    public static async Task ExpectAsync(ChannelTestPeer peer, string text, long offset) =>
        Assert.Equal($$"""[null,null,"{{Room}}","said",{"body":"{{text}}"},{{offset}}]""", (await peer.Raw.ReadFrameAsync()).Text);
}
