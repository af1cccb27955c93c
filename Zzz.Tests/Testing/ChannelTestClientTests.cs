using System.Text.Json;
using Xunit;
using Zzz.Tests.Channels;
using Zzz.Tests.Peers;

namespace Zzz.Tests.Testing;

/// <summary>Tests the promises of the test kit's channel client, with both serializers, and its reports of expectations that are not met.</summary>
public sealed class ChannelTestClientTests : IAsyncLifetime
{
    private const string V1 = "/kit?vsn=1.0.0";
    private const string V2 = "/kit";
    private WsTestApp _app = null!;

    public async ValueTask InitializeAsync() => _app = await MemoryApp.StartAsync();

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    [Theory]
    [InlineData(V1)]
    [InlineData(V2)]
    public async Task A_topic_is_joined_asked_and_left(string path)
    {
        await using ChannelTestClient socket = await _app.ConnectChannelsAsync(path);
        ChannelTestTopic topic = await socket.JoinAsync("kit:a", new Text("hi"));
        Assert.Equal(("kit:a", new Text("hi")), (topic.Topic, topic.Response.Json<Text>()));

        Assert.Equal(new Sum(3), await topic.PushAsync<Sum>("add", new Operands(1, 2)));
        Assert.Equal("{}", (await topic.PushAsync("say", new { a = 1 })).ToString());
        await topic.ExpectBroadcastAsync("said", new { a = 1 });
        await socket.HeartbeatAsync();
        await topic.LeaveAsync();
        await topic.LeaveAsync();
        await topic.ExpectRefusalAsync("say", "unmatched topic");
        await topic.ExpectNothingAsync();
    }

    [Theory]
    [InlineData(V1)]
    [InlineData(V2)]
    public async Task Refusals_give_their_reason(string path)
    {
        await using ChannelTestClient socket = await _app.ConnectChannelsAsync(path);
        await socket.ExpectRefusalAsync("kit:full", "full");
        await socket.ExpectRefusalAsync("kit:crash", "join crashed", new Text("hi"));
        Assert.Equal("""{"reason":"unmatched topic"}""", (await socket.ExpectRefusalAsync("other")).ToString());

        ChannelTestTopic topic = await socket.JoinAsync("kit:a");
        await topic.ExpectRefusalAsync("refuse", "not today");
        await topic.ExpectRefusalAsync("add", "invalid payload", "text");
        Assert.Equal("""{"reason":"unmatched event"}""", (await topic.ExpectRefusalAsync("unknown")).ToString());
    }

    [Theory]
    [InlineData(V1)]
    [InlineData(V2)]
    public async Task Topics_of_one_socket_do_not_see_each_others_messages(string path)
    {
        await using ChannelTestClient socket = await _app.ConnectChannelsAsync(path);
        ChannelTestTopic a = await socket.JoinAsync("kit:a"), b = await socket.JoinAsync("kit:b");
        await a.SendAsync("say", 1);
        await b.SendAsync("push", 2);
        await a.SendAsync("say", 3);

        Assert.Equal(2, await b.ExpectPushAsync<int>("pushed"));
        await b.ExpectNothingAsync();
        Assert.Equal(1, await a.ExpectBroadcastAsync<int>("said"));
        Assert.Equal(3, await a.ExpectBroadcastAsync<int>("said"));
        await a.ExpectNothingAsync();
    }

    [Fact]
    public async Task Broadcasts_reach_the_others()
    {
        await using ChannelTestClient ann = await _app.ConnectChannelsAsync(V2), bob = await _app.ConnectChannelsAsync(V1);
        ChannelTestTopic annsRoom = await ann.JoinAsync("kit:a"), bobsRoom = await bob.JoinAsync("kit:a");
        await annsRoom.PushAsync("tell", "hi");
        Assert.Equal("hi", await bobsRoom.ExpectBroadcastAsync<string>("told"));
        await annsRoom.ExpectNothingAsync();
    }

    [Fact]
    public async Task A_push_of_OnJoin_waits_for_its_test()
    {
        await using ChannelTestClient socket = await _app.ConnectChannelsAsync(V2);
        ChannelTestTopic topic = await socket.JoinAsync("kit:welcome", new Text("hi"));
        await topic.ExpectPushAsync("welcome", new Text("hi"));
    }

    [Fact]
    public async Task Bytes_come_back()
    {
        await using ChannelTestClient socket = await _app.ConnectChannelsAsync(V2);
        ChannelTestTopic topic = await socket.JoinAsync("kit:a");
        Assert.Equal([1, 255], (await topic.PushBinaryAsync("bytes", new byte[] { 1, 255 })).Bytes);
        await topic.SendBinaryAsync("push_bytes", new byte[] { 2 });
        await topic.SendBinaryAsync("say_bytes", new byte[] { 3 });
        Assert.Equal([2], (await topic.ExpectPushAsync("pushed")).Bytes);
        Assert.Equal([3], (await topic.ExpectBroadcastAsync("said")).Bytes);
    }

    [Fact]
    public async Task A_late_reply_is_awaited_while_others_come()
    {
        await using ChannelTestClient socket = await _app.ConnectChannelsAsync(V2);
        ChannelTestTopic topic = await socket.JoinAsync("kit:a");
        Task<Text> late = topic.PushAsync<Text>("ask");
        Assert.Equal(new Sum(3), await topic.PushAsync<Sum>("add", new Operands(1, 2)));
        await topic.PushAsync("answer", new Text("at last"));
        Assert.Equal(new Text("at last"), await late);
    }

    [Theory]
    [InlineData(V1)]
    [InlineData(V2)]
    public async Task The_server_ends_a_topic_and_the_others_live_on(string path)
    {
        await using ChannelTestClient socket = await _app.ConnectChannelsAsync(path);
        ChannelTestTopic a = await socket.JoinAsync("kit:a"), b = await socket.JoinAsync("kit:b"), c = await socket.JoinAsync("kit:c");
        await a.PushAsync("close");
        await b.SendAsync("crash");
        await a.ExpectCloseAsync();
        await b.ExpectErrorAsync();
        await b.ExpectRefusalAsync("add", "unmatched topic");
        await c.PushAsync("say");
    }

    [Theory]
    [InlineData(V1)]
    [InlineData(V2)]
    public async Task Who_joins_again_ends_the_earlier_join(string path)
    {
        await using ChannelTestClient socket = await _app.ConnectChannelsAsync(path);
        ChannelTestTopic before = await socket.JoinAsync("kit:a");
        ChannelTestTopic after = await socket.JoinAsync("kit:a");
        await before.ExpectCloseAsync();
        await after.PushAsync("say", 1);
        await after.ExpectBroadcastAsync("said", 1);
        await before.ExpectNothingAsync();
    }

    [Fact]
    public async Task The_end_of_the_connection_is_expected_there()
    {
        await using ChannelTestClient socket = await _app.ConnectChannelsAsync(V2);
        ChannelTestTopic topic = await socket.JoinAsync("kit:a");
        await topic.SendAsync("say", 1);
        await topic.SendAsync("disconnect");
        await socket.Connection.ExpectCloseAsync(WsCloseCode.GoingAway, "bye");
        await socket.Connection.ExpectEndAsync();
        await topic.ExpectBroadcastAsync("said", 1);
    }

    [Fact]
    public async Task JSON_is_written_and_read_as_the_test_sets()
    {
        await using ChannelTestClient socket = await _app.ConnectChannelsAsync(V2);
        socket.Json = new JsonSerializerOptions(JsonSerializerOptions.Web) { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseUpper };
        ChannelTestTopic topic = await socket.JoinAsync("kit:a", new Text("hi"));
        Assert.Equal("""{"BODY":"hi"}""", topic.Response.ToString());
        Assert.Equal(new Text("hi"), topic.Response.Json<Text>());
    }

    [Fact]
    public async Task A_route_may_refuse()
    {
        await _app.ExpectRefusalAsync("/kit?token=wrong", 403);
        await Assert.ThrowsAsync<WsTestException>(() => _app.ConnectChannelsAsync("/kit?token=wrong"));
    }

    [Theory]
    [InlineData(V1)]
    [InlineData(V2)]
    public async Task Presence_is_apart(string path)
    {
        await using ChannelTestClient ann = await _app.ConnectChannelsAsync(path), bob = await _app.ConnectChannelsAsync(path);
        ChannelTestTopic annsParty = await ann.JoinAsync("party:1", "ann");
        Assert.Empty(await annsParty.ExpectPresenceStateAsync<Text>());
        Assert.Equal([new Text("here")], (await annsParty.ExpectPresenceDiffAsync<Text>()).Joins["ann"]);

        ChannelTestTopic bobsParty = await bob.JoinAsync("party:1", "bob");
        await annsParty.ExpectPresentAsync("ann", "bob");
        await bobsParty.ExpectPresentAsync("bob", "ann");
        await bobsParty.PushAsync("said", "hi");
        await annsParty.ExpectBroadcastAsync("said", "hi");

        await bobsParty.PushAsync("away");
        ChannelTestPresenceDiff<Text> away = await annsParty.ExpectPresenceDiffAsync<Text>();
        Assert.Equal((new Text("away"), new Text("here")), (Assert.Single(away.Joins["bob"]), Assert.Single(away.Leaves["bob"])));
        await annsParty.ExpectPresentAsync("ann", "bob");

        await bob.Connection.ResetAsync();
        await annsParty.ExpectPresentAsync("ann");
        await annsParty.ExpectNothingAsync();
    }

    [Fact]
    public async Task It_names_what_came_instead()
    {
        await using ChannelTestClient socket = await _app.ConnectChannelsAsync(V2);
        ChannelTestTopic topic = await socket.JoinAsync("kit:a");
        await topic.SendAsync("say", new { a = 1 });
        await topic.SendAsync("push", 2);
        await topic.SendAsync("say", 3);
        await topic.SendAsync("say", 4);
        await topic.SendAsync("say", 5);
        await AssertFailsAsync("""Expected the push "said" on kit:a, but got the broadcast "said" {"a":1}.""", () => topic.ExpectPushAsync("said"));
        await AssertFailsAsync("""Expected the push "pushed" 3 on kit:a, but got the push "pushed" 2.""", () => topic.ExpectPushAsync("pushed", 3));
        await AssertFailsAsync("""Expected phx_close on kit:a, but got the broadcast "said" 3.""", topic.ExpectCloseAsync);
        await AssertFailsAsync("""Expected nothing on kit:a, but got the broadcast "said" 4.""", topic.ExpectNothingAsync);
        await AssertFailsAsync("""Expected JSON of Sum, but got 5: The JSON value could not be converted""", () => topic.ExpectBroadcastAsync<Sum>("said"));
        await AssertFailsAsync("Expected bytes, but got {\"value\":3}.", async () => _ = (await topic.PushAsync("add", new Operands(1, 2))).Bytes);
    }

    [Fact]
    public async Task It_names_the_reply_that_came_instead()
    {
        await using ChannelTestClient socket = await _app.ConnectChannelsAsync(V2);
        await AssertFailsAsync("""Expected to join kit:full, but got the error {"reason":"full"}.""", () => socket.JoinAsync("kit:full"));
        await AssertFailsAsync("""Expected the error "full" to a join of kit:b, but got the ok {}.""", () => socket.ExpectRefusalAsync("kit:b", "full"));

        ChannelTestTopic topic = await socket.JoinAsync("kit:a");
        await AssertFailsAsync("""Expected an ok to "refuse" on kit:a, but got the error {"reason":"not today"}.""", () => topic.PushAsync("refuse"));
        await AssertFailsAsync("""Expected the error "no" to "refuse" on kit:a, but got the error {"reason":"not today"}.""", () => topic.ExpectRefusalAsync("refuse", "no"));
        await AssertFailsAsync("""Expected an error to "add" on kit:a, but got the ok {"value":3}.""", () => topic.ExpectRefusalAsync("add", null, new Operands(1, 2)));
    }

    [Fact]
    public async Task It_names_the_failure_that_came_instead_of_a_reply()
    {
        await using ChannelTestClient socket = await _app.ConnectChannelsAsync(V2);
        ChannelTestTopic topic = await socket.JoinAsync("kit:a");
        await AssertFailsAsync(
            """Expected an ok to "crash" on kit:a, but got phx_error. The app logged InvalidOperationException: on purpose""",
            () => topic.PushAsync("crash"));
        await topic.ExpectErrorAsync();
    }

    [Fact]
    public async Task It_says_that_nothing_came()
    {
        await using ChannelTestClient socket = await _app.ConnectChannelsAsync(V2);
        ChannelTestTopic topic = await socket.JoinAsync("kit:a");
        socket.Connection.Timeout = TimeSpan.FromMilliseconds(100);
        await AssertFailsAsync("""Expected an ok to "ask" on kit:a, but nothing came within 0.1 s.""", () => topic.PushAsync("ask"));
    }

    [Fact]
    public async Task It_names_who_is_present_instead()
    {
        await using ChannelTestClient socket = await _app.ConnectChannelsAsync(V2);
        ChannelTestTopic party = await socket.JoinAsync("party:2", "ann");
        await party.ExpectPresentAsync("ann");
        socket.Connection.Timeout = TimeSpan.FromMilliseconds(100);
        await AssertFailsAsync(
            "Expected bob to be present on party:2, where there is ann, but nothing came within 0.1 s.", () => party.ExpectPresentAsync("bob"));
    }

    [Fact]
    public async Task It_says_that_the_connection_has_ended()
    {
        await using ChannelTestClient socket = await _app.ConnectChannelsAsync(V2);
        ChannelTestTopic topic = await socket.JoinAsync("kit:a");
        await topic.SendAsync("disconnect");
        await AssertFailsAsync("""Expected the push "x" on kit:a, but got a close with 1001 "bye".""", () => topic.ExpectPushAsync("x"));
        await AssertFailsAsync("Expected nothing, but the connection has ended.", topic.ExpectNothingAsync);
    }

    private static async Task AssertFailsAsync(string message, Func<Task> expectation) =>
        Assert.StartsWith(message, (await Assert.ThrowsAsync<WsTestException>(expectation)).Message);
}
