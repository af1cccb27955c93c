using System.Text;
using System.Threading.Channels;
using Microsoft.Extensions.DependencyInjection;
using Xunit;
using Zzz.Tests.Peers;

namespace Zzz.Tests.Channels;

/// <summary>A channel as a user writes it, <see cref="TableChannel"/>, over real connections.</summary>
public class GeneratedChannelTests
{
    private const string Topic = "table:7:friday";

    private readonly Channel<string> _calls = Channel.CreateUnbounded<string>();

    [Theory]
    [InlineData("V1")]
    [InlineData("V2")]
    public async Task Every_form_of_payload_and_reply(string version)
    {
        await using TestApp app = await StartAsync();
        using ChannelTestPeer peer = await JoinAsync(app, version);
        await AnswersAsync(peer, "text", "\"loud\"", "\"LOUD\"");
        await AnswersAsync(peer, "none", "{}", "null");
        await AnswersAsync(peer, "some", "{}", "7");
        await AnswersAsync(peer, "dice", "{}", "6");
        await AnswersAsync(peer, "die", "{}", "6");
        await AnswersAsync(peer, "later", "{}", "\"at last\"");
        await peer.SendAsync("1", "2", Topic, "late");
        await peer.ExpectAsync("1", null, Topic, "pushed", "1");
        await peer.ExpectOkAsync("1", "2", Topic);
    }

    [Fact]
    public async Task Bytes_are_answered_with_bytes()
    {
        await using TestApp app = await StartAsync();
        using ChannelTestPeer peer = await JoinAsync(app, "V2");
        await peer.Raw.SendAsync(ClientFrame.Binary([0, 1, 1, (byte)Topic.Length, 5, .. Encoding.UTF8.GetBytes($"12{Topic}bytes"), 8, 9]));
        ServerFrame reply = await peer.Raw.ReadFrameAsync();
        Assert.Equal([1, 1, 1, (byte)Topic.Length, 2, .. Encoding.UTF8.GetBytes($"12{Topic}ok"), 8, 9, 0], reply.Payload);
    }

    [Fact]
    public async Task A_payload_that_does_not_fit_is_refused()
    {
        await using TestApp app = await StartAsync();
        using ChannelTestPeer peer = await JoinAsync(app, "V2");
        foreach ((string name, string payload) in new[] { ("text", "1"), ("text", "null"), ("bytes", "[1]") })
        {
            await peer.SendAsync("1", "2", Topic, name, payload);
            await peer.ExpectErrorAsync("1", "2", Topic, "invalid payload");
        }
    }

    [Theory]
    [InlineData("table:7", "unmatched topic")]
    [InlineData("table:seven:friday", "unmatched topic")]
    [InlineData("table:777:friday", "unmatched topic")]
    [InlineData("table:7:someday", "unmatched topic")]
    [InlineData("table:13:friday", "unlucky")]
    public async Task A_topic_or_value_that_does_not_fit_is_refused(string topic, string reason)
    {
        await using TestApp app = await StartAsync();
        using ChannelTestPeer peer = await ChannelTestPeer.OpenAtAsync("/tables", app.Port, "V2");
        await peer.SendAsync("1", "1", topic, "phx_join");
        await peer.ExpectErrorAsync("1", "1", topic, reason);
    }

    [Fact]
    public async Task An_attribute_of_a_handler_limits_its_event()
    {
        await using TestApp app = await StartAsync();
        using ChannelTestPeer peer = await JoinAsync(app, "V2");
        await AnswersAsync(peer, "seldom", "{}", "{}");
        await peer.SendAsync("1", "4", Topic, "seldom");
        await peer.ExpectErrorAsync("1", "4", Topic, "rate_limited");
    }

    [Fact]
    public async Task The_socket_judges_configures_and_names_its_connections()
    {
        await using TestApp app = await StartAsync();
        using (RawPeer refused = await RawPeer.ConnectAsync(app.Port))
        {
            await refused.SendAsync(RawPeer.Handshake("/tables?refuse=me"));
            Assert.StartsWith("HTTP/1.1 403 ", await refused.ReadHeadAsync(), StringComparison.Ordinal);
        }

        using ChannelTestPeer peer = await JoinAsync(app, "V2", "&id=ann");
        await peer.SendAsync("2", "2", "table:8:monday", "phx_join");
        await peer.ExpectOkAsync("2", "2", "table:8:monday", "\"good day at 8 on Monday: {}\"");
        await peer.SendAsync("3", "3", "table:9:monday", "phx_join");
        await peer.ExpectErrorAsync("3", "3", "table:9:monday", "too many channels joined");
        app.Services.GetRequiredService<IChannels>().Disconnect("ann");
        Assert.Equal((0x88, 1001), await CodeAsync(peer));
    }

    [Fact]
    public async Task Channel_and_socket_are_disposed_of_after_their_last_callback()
    {
        await using TestApp app = await StartAsync();
        using ChannelTestPeer peer = await JoinAsync(app, "V2");
        await peer.Raw.SendAsync(ClientFrame.Close());
        Assert.Equal((0x88, 1005), await CodeAsync(peer));
        foreach (string call in new[] { "left 7", "disposed", "closed", "socket disposed" })
            Assert.Equal(call, await _calls.Reader.ReadAsync(TestContext.Current.CancellationToken).AsTask().Guarded());
    }

    private static async Task<(byte First, int Code)> CodeAsync(ChannelTestPeer peer)
    {
        ServerFrame frame = await peer.Raw.ReadFrameAsync();
        return (frame.First, frame.CloseCode);
    }

    private static async Task AnswersAsync(ChannelTestPeer peer, string name, string payload, string response)
    {
        await peer.SendAsync("1", "2", Topic, name, payload);
        await peer.ExpectOkAsync("1", "2", Topic, response);
    }

    private static async Task<ChannelTestPeer> JoinAsync(TestApp app, string version, string query = "")
    {
        ChannelTestPeer peer = await ChannelTestPeer.OpenAtAsync("/tables", app.Port, version, query);
        await peer.SendAsync("1", "1", Topic, "phx_join");
        await peer.ExpectOkAsync("1", "1", Topic, "\"good day at 7 on Friday: {}\"");
        return peer;
    }

    private Task<TestApp> StartAsync() => TestApp.StartAsync(build: builder => builder.Services.AddSingleton(_calls.Writer));
}
