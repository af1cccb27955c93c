using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Xunit;
using Zzz.Tests.Channels;
using Zzz.Tests.Peers;

namespace Zzz.Tests.Testing;

/// <summary>Tests the promises of the test kit's channel client when it loses its connection and comes back.</summary>
public sealed class ChannelTestRecoveryTests : IAsyncLifetime
{
    private const string V1 = "/kit?vsn=1.0.0";
    private const string V2 = "/kit";

    private readonly FakeTimeProvider _time = new();
    private WsTestApp _app = null!;

    public async ValueTask InitializeAsync() => _app = await MemoryApp.StartAsync(services: services => services.AddSingleton<TimeProvider>(_time));

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    [Fact]
    public async Task A_client_that_comes_back_receives_what_it_missed()
    {
        await using ChannelTestClient ann = await _app.ConnectChannelsAsync(V2), bob = await _app.ConnectChannelsAsync(V2);
        ChannelTestTopic anns = await ann.JoinAsync("diary:1"), bobs = await bob.JoinAsync("diary:1");
        Assert.Equal((false, new Text("needs all"), 0), (anns.Recovered, anns.Response.Json<Text>(), anns.Position!.Value.Offset));

        await ann.Connection.ResetAsync();
        await bobs.PushAsync("write", 1);
        await bobs.PushBinaryAsync("write_bytes", new byte[] { 2 });
        await ann.ReconnectAsync();
        Assert.Equal((true, new Text("recovers")), (anns.Recovered, anns.Response.Json<Text>()));
        await anns.ExpectBroadcastAsync("written", 1);
        Assert.Equal([2], (await anns.ExpectBroadcastAsync("written")).Bytes);
        await anns.ExpectNothingAsync();

        await bobs.PushAsync("write", 3);
        await anns.ExpectBroadcastAsync("written", 3);
        Assert.Equal(3, anns.Position.Value.Offset);
    }

    [Theory]
    [InlineData("the history is too short")]
    [InlineData("the history is too old")]
    public async Task A_client_that_cannot_receive_all_receives_nothing(string why)
    {
        await using ChannelTestClient ann = await _app.ConnectChannelsAsync(V2);
        ChannelTestTopic anns = await ann.JoinAsync("diary:1");
        await ann.Connection.ResetAsync();
        for (int i = why == "the history is too short" ? 0 : 2; i < 3; i++) Write(i);
        if (why == "the history is too old") _time.Advance(TimeSpan.FromMinutes(6));

        await ann.ReconnectAsync();
        Assert.Equal((false, new Text("needs all")), (anns.Recovered, anns.Response.Json<Text>()));
        await anns.ExpectNothingAsync();
        Write(4);
        await anns.ExpectBroadcastAsync("written", 4);
    }

    [Fact]
    public async Task Messages_that_have_not_been_expected_stay_first_and_those_that_have_not_been_read_are_missed()
    {
        await using ChannelTestClient ann = await _app.ConnectChannelsAsync(V2);
        ChannelTestTopic anns = await ann.JoinAsync("diary:1");
        Write(1);
        await ann.HeartbeatAsync();
        Write(2);
        await ann.Connection.ResetAsync();
        Write(3);
        await ann.ReconnectAsync();
        for (int i = 1; i <= 3; i++) await anns.ExpectBroadcastAsync("written", i);
        await anns.ExpectNothingAsync();
    }

    [Fact]
    public async Task An_open_connection_is_reset_and_all_topics_of_the_client_are_joined_again()
    {
        await using ChannelTestClient socket = await _app.ConnectChannelsAsync(V2);
        ChannelTestTopic left = await socket.JoinAsync("diary:1"), diary = await socket.JoinAsync("diary:2"), kit = await socket.JoinAsync("kit:a", new Text("hi"));
        await left.LeaveAsync();
        socket.Connection.Timeout = TimeSpan.FromSeconds(29);
        await socket.ReconnectAsync();
        Assert.Equal((true, false, null), (diary.Recovered, kit.Recovered, kit.Position));
        Assert.Equal(new Text("hi"), kit.Response.Json<Text>());
        Assert.Equal(TimeSpan.FromSeconds(29), socket.Connection.Timeout);
        await left.ExpectRefusalAsync("write", "unmatched topic");
        await diary.PushAsync("write", 1);
        await diary.ExpectBroadcastAsync("written", 1);
        await diary.LeaveAsync();
    }

    [Fact]
    public async Task A_client_does_not_receive_its_own_messages_again()
    {
        await using ChannelTestClient ann = await _app.ConnectChannelsAsync(V2), bob = await _app.ConnectChannelsAsync(V2);
        ChannelTestTopic anns = await ann.JoinAsync("diary:1"), bobs = await bob.JoinAsync("diary:1");
        await anns.PushAsync("confide", 1);
        await bobs.PushAsync("confide", 2);
        await ann.Connection.ResetAsync();
        await bob.Connection.ResetAsync();
        await ann.ReconnectAsync();
        await bob.ReconnectAsync();
        await anns.ExpectBroadcastAsync("confided", 2);
        await bobs.ExpectBroadcastAsync("confided", 1);
        await anns.ExpectNothingAsync();
        await bobs.ExpectNothingAsync();
    }

    [Fact]
    public async Task A_page_joins_from_the_position_that_it_was_rendered_at()
    {
        TopicPosition since = await _app.Services.GetRequiredService<IChannels>().PositionAsync("diary:1");
        Write(1);
        await using ChannelTestClient socket = await _app.ConnectChannelsAsync(V2);
        ChannelTestTopic page = await socket.JoinAsync("diary:1", since: since), other = await socket.JoinAsync("diary:2", since: since);
        Assert.Equal((true, false), (page.Recovered, other.Recovered));
        await page.ExpectBroadcastAsync("written", 1);
    }

    [Fact]
    public async Task After_a_restart_nothing_can_be_recovered()
    {
        await using ChannelTestClient before = await _app.ConnectChannelsAsync(V2);
        ChannelTestTopic diary = await before.JoinAsync("diary:1");
        await using WsTestApp restarted = await MemoryApp.StartAsync();
        await using ChannelTestClient after = await restarted.ConnectChannelsAsync(V2);
        ChannelTestTopic again = await after.JoinAsync("diary:1", since: diary.Position);
        Assert.False(again.Recovered);
        Assert.NotEqual(diary.Position!.Value.Epoch, again.Position!.Value.Epoch);
    }

    [Fact]
    public async Task With_serializer_1_a_client_comes_back_and_has_missed_what_it_missed()
    {
        await using ChannelTestClient socket = await _app.ConnectChannelsAsync(V1);
        ChannelTestTopic diary = await socket.JoinAsync("diary:1");
        await socket.Connection.ResetAsync();
        Write(1);
        await socket.ReconnectAsync();
        Assert.Equal((false, null), (diary.Recovered, diary.Position));
        await diary.ExpectNothingAsync();
        Write(2);
        await diary.ExpectBroadcastAsync("written", 2);
    }

    [Fact]
    public async Task It_names_the_refusal_of_a_rejoin()
    {
        await using ChannelTestClient socket = await _app.ConnectChannelsAsync(V2);
        await socket.JoinAsync("diary:once");
        WsTestException refused = await Assert.ThrowsAsync<WsTestException>(socket.ReconnectAsync);
        Assert.Equal("""Expected to join diary:once again, but got the error {"reason":"only once"}.""", refused.Message);
    }

    private void Write(int entry) => _app.Services.GetRequiredService<IChannels>().Broadcast("diary:1", "written", entry);
}
