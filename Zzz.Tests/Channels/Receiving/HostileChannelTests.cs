using Xunit;
using Zzz.Tests.Peers;

namespace Zzz.Tests.Channels.Receiving;

/// <summary>Messages that no well-behaved client sends.</summary>
public class HostileChannelTests
{
    private static readonly string MegabyteName = new('t', 1_000_000);

    public static TheoryData<string, byte[]> Malformed => new()
    {
        { "V1", ClientFrame.Text("") },
        { "V1", ClientFrame.Text("hello") },
        { "V1", ClientFrame.Text("""[null,"1","phoenix","heartbeat",{}]""") },
        { "V1", ClientFrame.Text("{\"topic\":\"t\",\"event\":\"e\",\"payload\":" + new string('[', 1000)) },
        { "V1", ClientFrame.Text($$"""{"topic":"{{MegabyteName}}","event":"phx_join","payload":{},"ref":"1"}""") },
        { "V1", ClientFrame.Binary([0, 0, 0, 1, 1, 65, 66]) },
        { "V2", ClientFrame.Text("") },
        { "V2", ClientFrame.Text("hello") },
        { "V2", ClientFrame.Text("""{"topic":"phoenix","event":"heartbeat","payload":{},"ref":"1"}""") },
        { "V2", ClientFrame.Text("""["1","1","t","e",""" + new string('[', 100_000)) },
        { "V2", ClientFrame.Text("""["1","1","t","e",""" + new string('[', 100) + new string(']', 100) + "]") },
        { "V2", ClientFrame.Text($$"""["1","1","{{MegabyteName}}","phx_join",{}]""") },
        { "V2", ClientFrame.Text($$"""["1","1","room:1","{{MegabyteName}}",{}]""") },
        { "V2", ClientFrame.Text($$"""["1","{{MegabyteName}}","phoenix","heartbeat",{}]""") },
        { "V2", ClientFrame.Binary() },
        { "V2", ClientFrame.Binary([0, 255, 255, 255, 255, 1]) },
        { "V2", ClientFrame.Binary([1, 0, 0, 1, 1, 65, 66]) },
    };

    [Theory, MemberData(nameof(Malformed))]
    public async Task What_is_no_message_closes_with_1007(string version, byte[] frame)
    {
        await using ChannelApp app = await ChannelApp.StartAsync(new ChannelScript("*"));
        using ChannelTestPeer peer = await app.ConnectAsync(version);
        await peer.Raw.SendAsync(frame);
        await peer.ExpectCloseAsync(1007, "not a message of a channel");
        Assert.Equal(0, app.Hub.TopicCount);
    }

    [Theory]
    [InlineData("V1")]
    [InlineData("V2")]
    public async Task Joins_in_a_loop_leave_nothing_behind(string version)
    {
        var room = new ChannelScript();
        await using ChannelApp app = await ChannelApp.StartAsync(options => options.RateLimit = null, room);
        using ChannelTestPeer peer = await app.JoinAsync(version, "room:1", "&id=looper");
        for (int i = 2; i < 500; i++)
        {
            await peer.SendAsync($"{i}", $"{i}", "room:1", "phx_join");
            await peer.ExpectAsync($"{i - 1}", $"{i - 1}", "room:1", "phx_close");
            await peer.ExpectOkAsync($"{i}", $"{i}", "room:1");
        }

        Assert.Equal(1, app.Channels.SubscriberCount("room:1"));
        string[] calls = [.. room.Rest()];
        Assert.Equal((499, 498, 498), (calls.Count(call => call == "join room:1"), calls.Count(call => call == "leave room:1"), calls.Count(call => call == "dispose")));
    }

    [Theory]
    [InlineData("V1")]
    [InlineData("V2")]
    public async Task Joins_of_ever_new_topics_end_at_the_limit(string version)
    {
        await using ChannelApp app = await ChannelApp.StartAsync(options => options.RateLimit = null, new ChannelScript());
        using ChannelTestPeer peer = await app.ConnectAsync(version);
        for (int i = 0; i < 100; i++) await peer.JoinAsync($"room:{i}", $"{i}");
        for (int i = 100; i < 300; i++)
        {
            await peer.SendAsync($"{i}", $"{i}", $"room:{i}", "phx_join");
            await peer.ExpectErrorAsync($"{i}", $"{i}", $"room:{i}", "too many channels joined");
        }

        Assert.Equal(100, app.Hub.TopicCount);
        peer.Dispose();
        await app.StopAsync();
        Assert.Equal(0, app.Hub.TopicCount);
    }

    [Theory]
    [InlineData("V1")]
    [InlineData("V2")]
    public async Task A_flood_without_joins_is_answered_and_then_limited(string version)
    {
        await using ChannelApp app = await ChannelApp.StartAsync(new ChannelScript());
        using ChannelTestPeer peer = await app.ConnectAsync(version);
        for (int i = 0; i < 100; i++) await peer.SendAsync(null, "1", "room:1", "new_msg");
        for (int i = 0; i < 100; i++) await peer.ExpectErrorAsync(null, "1", "room:1", "unmatched topic");
        await peer.ExpectNothingAsync();
    }

    [Fact]
    public async Task Names_are_written_so_that_they_cannot_break_out()
    {
        await using ChannelApp app = await ChannelApp.StartAsync(new ChannelScript());
        using ChannelTestPeer peer = await app.ConnectAsync("V2");
        await peer.Raw.SendAsync(ClientFrame.Text("""["\"]","\u0022,\\","room:\n<\"é","phx_join",{}]"""));
        Assert.Equal(
            """["\u0022]","\u0022,\\","room:\n\u003C\u0022\u00E9","phx_reply",{"status":"ok","response":{}}]""",
            (await peer.Raw.ReadFrameAsync()).Text);
    }
}
