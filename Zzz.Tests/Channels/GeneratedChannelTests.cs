using System.Text.Json;
using System.Threading.Channels;
using Microsoft.Extensions.DependencyInjection;
using Xunit;
using Zzz.Tests.Peers;

namespace Zzz.Tests.Channels;

/// <summary>Tests <see cref="TableChannel"/>, which is written as a user writes a channel, in the way a user tests one.</summary>
public sealed class GeneratedChannelTests : IAsyncLifetime
{
    private const string V1 = "/tables?vsn=1.0.0";
    private const string V2 = "/tables/websocket?vsn=2.0.0";
    private const string Topic = "table:7:Friday";

    private readonly Channel<string> _calls = Channel.CreateUnbounded<string>();
    private WsTestApp _app = null!;

    public async ValueTask InitializeAsync() => _app = await MemoryApp.StartAsync(services: services => services.AddSingleton(_calls.Writer));

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    [Theory]
    [InlineData(V1)]
    [InlineData(V2)]
    public async Task Every_form_of_payload_and_reply(string path)
    {
        await using ChannelTestClient socket = await _app.ConnectChannelsAsync(path);
        ChannelTestTopic table = await socket.JoinAsync(Topic);
        Assert.Equal("good day at 7 on Friday: {}", table.Response.Json<string>());
        Assert.Equal("LOUD", await table.PushAsync<string>("text", "loud"));
        Assert.Null(await table.PushAsync<int?>("none"));
        Assert.Equal(7, await table.PushAsync<int?>("some"));
        Assert.Equal(6, await table.PushAsync<int>("dice"));
        Assert.Equal(6, await table.PushAsync<int>("die"));
        Assert.Equal("at last", await table.PushAsync<string>("later"));
        Assert.Equal("{}", (await table.PushAsync("late")).ToString());
        await table.ExpectPushAsync("pushed", 1);
    }

    [Fact]
    public async Task Bytes_are_answered_with_bytes()
    {
        await using ChannelTestClient socket = await _app.ConnectChannelsAsync(V2);
        ChannelTestTopic table = await socket.JoinAsync(Topic);
        Assert.Equal([8, 9, 0], (await table.PushBinaryAsync("bytes", new byte[] { 8, 9 })).Bytes);
    }

    [Fact]
    public async Task A_payload_that_does_not_fit_is_refused()
    {
        await using ChannelTestClient socket = await _app.ConnectChannelsAsync(V2);
        ChannelTestTopic table = await socket.JoinAsync(Topic);
        await table.ExpectRefusalAsync("text", "invalid payload", 1);
        await table.ExpectRefusalAsync("text", "invalid payload", JsonElement.Parse("null"));
        await table.ExpectRefusalAsync("bytes", "invalid payload", new[] { 1 });
    }

    [Theory]
    [InlineData("table:7", "unmatched topic")]
    [InlineData("table:seven:friday", "unmatched topic")]
    [InlineData("table:777:Friday", "unmatched topic")]
    [InlineData("table:7:someday", "unmatched topic")]
    [InlineData("table:7:friday", "unmatched topic")] // each day has only one topic
    [InlineData("table:7:5", "unmatched topic")]
    [InlineData("table:7:77", "unmatched topic")]
    [InlineData("table:007:Friday", "unmatched topic")]
    [InlineData("table:13:Friday", "unlucky")]
    public async Task A_topic_or_value_that_does_not_fit_is_refused(string topic, string reason)
    {
        await using ChannelTestClient socket = await _app.ConnectChannelsAsync(V2);
        await socket.ExpectRefusalAsync(topic, reason);
    }

    [Fact]
    public async Task An_attribute_of_a_handler_limits_its_event()
    {
        await using ChannelTestClient socket = await _app.ConnectChannelsAsync(V2);
        ChannelTestTopic table = await socket.JoinAsync(Topic);
        await table.PushAsync("seldom");
        await table.ExpectRefusalAsync("seldom", "rate_limited");
    }

    [Fact]
    public async Task The_socket_judges_configures_and_names_its_connections()
    {
        await _app.ExpectRefusalAsync("/tables?refuse=me", 403);
        await using ChannelTestClient socket = await _app.ConnectChannelsAsync(V2 + "&id=ann");
        await socket.JoinAsync(Topic);
        await socket.JoinAsync("table:8:Monday");
        await socket.ExpectRefusalAsync("table:9:Monday", "too many channels joined");
        _app.Services.GetRequiredService<IChannels>().Disconnect("ann");
        await socket.Connection.ExpectCloseAsync(WsCloseCode.GoingAway);
    }

    [Fact]
    public async Task Channel_and_socket_are_disposed_of_after_their_last_callback()
    {
        await using ChannelTestClient socket = await _app.ConnectChannelsAsync(V2);
        await socket.JoinAsync(Topic);
        await socket.Connection.CloseAsync();
        foreach (string call in new[] { "left 7", "disposed", "closed", "socket disposed" })
            Assert.Equal(call, await _calls.Reader.ReadAsync(TestContext.Current.CancellationToken).AsTask().Guarded());
    }
}
