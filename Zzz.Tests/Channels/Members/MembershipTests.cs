using Xunit;

namespace Zzz.Tests.Channels.Members;

/// <summary>Joining, leaving, and messages to topics that are not joined, under both serializers.</summary>
public class MembershipTests
{
    public static TheoryData<string> Versions => ["V1", "V2"];

    [Theory, MemberData(nameof(Versions))]
    public async Task A_heartbeat_is_answered(string version)
    {
        await using ChannelApp app = await ChannelApp.StartAsync();
        using ChannelTestPeer peer = await app.ConnectAsync(version);
        await peer.SendAsync(null, "7", "phoenix", "heartbeat");
        await peer.ExpectOkAsync(null, "7", "phoenix");
    }

    [Theory, MemberData(nameof(Versions))]
    public async Task A_join_is_answered_with_what_OnJoin_responds(string version)
    {
        var room = new ChannelScript { Joins = (_, _) => new(JoinResult.Ok(new Text("welcome"))) };
        await using ChannelApp app = await ChannelApp.StartAsync(room);
        using ChannelTestPeer peer = await app.ConnectAsync(version);
        await peer.SendAsync("1", "1", "room:1", "phx_join");
        await peer.ExpectOkAsync("1", "1", "room:1", """{"body":"welcome"}""");
        Assert.Equal(1, app.Channels.SubscriberCount("room:1"));
    }

    [Theory, MemberData(nameof(Versions))]
    public async Task OnJoin_gets_the_payload(string version)
    {
        var room = new ChannelScript { Joins = (_, join) => new(JoinResult.Ok(new Text(join.Json<Text>().Body + "!"))) };
        await using ChannelApp app = await ChannelApp.StartAsync(room);
        using ChannelTestPeer peer = await app.ConnectAsync(version);
        await peer.SendAsync("1", "1", "room:1", "phx_join", """{"body":"hi"}""");
        await peer.ExpectOkAsync("1", "1", "room:1", """{"body":"hi!"}""");
    }

    [Theory, MemberData(nameof(Versions))]
    public async Task A_push_from_inside_OnJoin_arrives_before_the_reply(string version)
    {
        var room = new ChannelScript
        {
            Joins = (socket, _) =>
            {
                Assert.Equal(WsSendResult.Sent, socket.Push("hello", new Text("first")));
                return new(JoinResult.Ok());
            },
        };
        await using ChannelApp app = await ChannelApp.StartAsync(room);
        using ChannelTestPeer peer = await app.ConnectAsync(version);
        await peer.SendAsync("1", "1", "room:1", "phx_join");
        await peer.ExpectAsync("1", null, "room:1", "hello", """{"body":"first"}""");
        await peer.ExpectOkAsync("1", "1", "room:1");
    }

    [Theory, MemberData(nameof(Versions))]
    public async Task A_refused_join_is_answered_with_its_reason_and_leaves_nothing_behind(string version)
    {
        ChannelSocket? refused = null;
        var room = new ChannelScript
        {
            Joins = (socket, _) =>
            {
                refused = socket;
                return new(socket.Topic == "room:full" ? JoinResult.Error("full") : JoinResult.Error());
            },
        };
        await using ChannelApp app = await ChannelApp.StartAsync(room);
        using ChannelTestPeer peer = await app.ConnectAsync(version);
        await peer.SendAsync("1", "1", "room:full", "phx_join");
        await peer.ExpectErrorAsync("1", "1", "room:full", "full");
        await peer.SendAsync("2", "2", "room:other", "phx_join");
        await peer.ExpectErrorAsync("2", "2", "room:other", "join rejected");

        Assert.Equal(["join room:full", "dispose", "join room:other", "dispose"], [await room.NextAsync(), await room.NextAsync(), await room.NextAsync(), await room.NextAsync()]);
        Assert.Equal(WsSendResult.Closed, refused!.Push("late", new Text("")));
        Assert.True(refused.Left.IsCancellationRequested);
        Assert.Equal(0, app.Hub.TopicCount);
    }

    [Theory, MemberData(nameof(Versions))]
    public async Task A_refusal_may_carry_more_than_a_reason(string version)
    {
        var room = new ChannelScript { Joins = (_, _) => new(JoinResult.Error(new Sum(42))) };
        await using ChannelApp app = await ChannelApp.StartAsync(room);
        using ChannelTestPeer peer = await app.ConnectAsync(version);
        await peer.SendAsync("1", "1", "room:1", "phx_join");
        await peer.ExpectAsync("1", "1", "room:1", "phx_reply", """{"status":"error","response":{"value":42}}""");
    }

    [Theory, MemberData(nameof(Versions))]
    public async Task An_OnJoin_that_throws_crashes_the_join_alone(string version)
    {
        var room = new ChannelScript { Joins = (_, _) => throw new InvalidOperationException("on purpose") };
        await using ChannelApp app = await ChannelApp.StartAsync(room);
        using ChannelTestPeer peer = await app.ConnectAsync(version);
        await peer.SendAsync("1", "1", "room:1", "phx_join");
        await peer.ExpectErrorAsync("1", "1", "room:1", "join crashed");
        await peer.ExpectNothingAsync();
        Assert.Equal(["join room:1", "dispose"], [await room.NextAsync(), await room.NextAsync()]);
    }

    [Theory, MemberData(nameof(Versions))]
    public async Task A_response_that_cannot_be_written_crashes_the_join_of_a_client_that_then_leaves(string version)
    {
#pragma warning disable ZZZ4003 // The test needs a type that no context lists.
        var room = new ChannelScript { Joins = (_, _) => new(JoinResult.Ok(new Version(1, 0))) };
#pragma warning restore ZZZ4003
        await using ChannelApp app = await ChannelApp.StartAsync(room);
        using ChannelTestPeer peer = await app.ConnectAsync(version);
        await peer.SendAsync("1", "1", "room:1", "phx_join");
        await peer.ExpectErrorAsync("1", "1", "room:1", "join crashed");
        Assert.Equal(["join room:1", "leave room:1", "dispose"], [await room.NextAsync(), await room.NextAsync(), await room.NextAsync()]);
        Assert.Equal(0, app.Hub.TopicCount);
    }

    [Theory, MemberData(nameof(Versions))]
    public async Task A_payload_that_OnJoin_does_not_take_refuses_the_join(string version)
    {
        var room = new ChannelScript { Joins = (_, join) => new(JoinResult.Ok(join.Json<Operands>())) };
        await using ChannelApp app = await ChannelApp.StartAsync(room);
        using ChannelTestPeer peer = await app.ConnectAsync(version);
        await peer.SendAsync("1", "1", "room:1", "phx_join", """{"a":"x"}""");
        await peer.ExpectErrorAsync("1", "1", "room:1", "invalid payload");
    }

    [Theory, MemberData(nameof(Versions))]
    public async Task A_topic_without_a_pattern_cannot_be_joined(string version)
    {
        await using ChannelApp app = await ChannelApp.StartAsync(new ChannelScript("room:{id:int}"));
        using ChannelTestPeer peer = await app.ConnectAsync(version);
        await peer.SendAsync("1", "1", "hall:1", "phx_join");
        await peer.ExpectErrorAsync("1", "1", "hall:1", "unmatched topic");
        await peer.SendAsync("2", "2", "room:x", "phx_join");
        await peer.ExpectErrorAsync("2", "2", "room:x", "unmatched topic");
    }

    [Theory, MemberData(nameof(Versions))]
    public async Task The_first_pattern_that_matches_gets_the_topic(string version)
    {
        var lobby = new ChannelScript("room:lobby");
        var rooms = new ChannelScript();
        await using ChannelApp app = await ChannelApp.StartAsync(lobby, rooms);
        using ChannelTestPeer peer = await app.JoinAsync(version, "room:lobby");
        await peer.JoinAsync("room:1", "2");
        Assert.Equal(("join room:lobby", "join room:1"), (await lobby.NextAsync(), await rooms.NextAsync()));
    }

    [Theory, MemberData(nameof(Versions))]
    public async Task Values_of_a_topic_are_bound_and_one_that_does_not_parse_matches_nothing(string version)
    {
        var bound = new List<(int, DayOfWeek)>();
        var room = new ChannelScript("room:{id}:{day}")
        {
            Binds = join => bound.Add((join.Topic("ID").Required<int>(), join.Topic("day").RequiredEnum<DayOfWeek>())),
        };
        await using ChannelApp app = await ChannelApp.StartAsync(room);
        using ChannelTestPeer peer = await app.JoinAsync(version, "room:42:Friday");
        await peer.SendAsync("2", "2", "room:x:Friday", "phx_join");
        await peer.ExpectErrorAsync("2", "2", "room:x:Friday", "unmatched topic");
        Assert.Equal((42, DayOfWeek.Friday), bound[0]);
    }

    [Theory, MemberData(nameof(Versions))]
    public async Task A_second_join_closes_the_first(string version)
    {
        var room = new ChannelScript();
        await using ChannelApp app = await ChannelApp.StartAsync(room);
        using ChannelTestPeer peer = await app.JoinAsync(version, "room:1");
        await peer.SendAsync("2", "2", "room:1", "phx_join");
        await peer.ExpectAsync("1", "1", "room:1", "phx_close");
        await peer.ExpectOkAsync("2", "2", "room:1");
        Assert.Equal(
            ["join room:1", "leave room:1", "dispose", "join room:1"],
            [await room.NextAsync(), await room.NextAsync(), await room.NextAsync(), await room.NextAsync()]);
        Assert.Equal(1, app.Channels.SubscriberCount("room:1"));
    }

    [Theory, MemberData(nameof(Versions))]
    public async Task A_socket_joins_no_more_topics_than_it_may(string version)
    {
        await using ChannelApp app = await ChannelApp.StartAsync(options => options.MaxTopicsPerConnection = 2, new ChannelScript());
        using ChannelTestPeer peer = await app.JoinAsync(version, "room:1");
        await peer.JoinAsync("room:2", "2");
        await peer.SendAsync("3", "3", "room:3", "phx_join");
        await peer.ExpectErrorAsync("3", "3", "room:3", "too many channels joined");

        await peer.SendAsync("2", "4", "room:2", "phx_leave");
        await peer.ExpectOkAsync("2", "4", "room:2");
        await peer.ExpectAsync("2", "2", "room:2", "phx_close");
        await peer.JoinAsync("room:3", "5");
    }

    [Theory, MemberData(nameof(Versions))]
    public async Task Leaving_is_answered_and_then_closes_the_channel(string version)
    {
        CancellationToken left = default;
        var room = new ChannelScript
        {
            Joins = (socket, _) =>
            {
                left = socket.Left;
                return new(JoinResult.Ok());
            },
        };
        room.Leaves = socket =>
        {
            room.Note($"{socket.Push("late", new Text(""))} {left.IsCancellationRequested}");
            return default;
        };
        await using ChannelApp app = await ChannelApp.StartAsync(room);
        using ChannelTestPeer peer = await app.JoinAsync(version, "room:1");
        Assert.False(left.IsCancellationRequested);

        await peer.SendAsync("1", "2", "room:1", "phx_leave");
        await peer.ExpectOkAsync("1", "2", "room:1");
        await peer.ExpectAsync("1", "1", "room:1", "phx_close");
        await peer.ExpectNothingAsync();
        Assert.Equal(
            ["join room:1", "leave room:1", "Closed True", "dispose"],
            [await room.NextAsync(), await room.NextAsync(), await room.NextAsync(), await room.NextAsync()]);
        Assert.Equal(0, app.Hub.TopicCount);
    }

    [Theory, MemberData(nameof(Versions))]
    public async Task Leaving_a_topic_that_is_not_joined_is_answered_ok(string version)
    {
        await using ChannelApp app = await ChannelApp.StartAsync(new ChannelScript());
        using ChannelTestPeer peer = await app.ConnectAsync(version);
        await peer.SendAsync("1", "2", "room:1", "phx_leave");
        await peer.ExpectOkAsync("1", "2", "room:1");
        await peer.ExpectNothingAsync();
    }

    [Theory, MemberData(nameof(Versions))]
    public async Task An_event_on_a_topic_that_is_not_joined_is_an_error(string version)
    {
        await using ChannelApp app = await ChannelApp.StartAsync(new ChannelScript());
        using ChannelTestPeer peer = await app.ConnectAsync(version);
        await peer.SendAsync("1", "2", "room:1", "add");
        await peer.ExpectErrorAsync("1", "2", "room:1", "unmatched topic");
        await peer.SendAsync(null, "3", "phoenix", "other");
        await peer.ExpectErrorAsync(null, "3", "phoenix", "unmatched topic");
        await peer.SendAsync("1", null, "room:1", "add");
        await peer.ExpectNothingAsync();
    }

    [Fact]
    public async Task A_message_of_an_earlier_join_is_dropped()
    {
        var room = new ChannelScript().On("add", (_, message) => message.Reply());
        await using ChannelApp app = await ChannelApp.StartAsync(room);
        using ChannelTestPeer peer = await app.JoinAsync("V2", "room:1");
        await peer.SendAsync("0", "5", "room:1", "add");
        await peer.SendAsync("0", "6", "room:1", "phx_leave");
        await peer.ExpectNothingAsync();
        await peer.SendAsync(null, "7", "room:1", "add");
        await peer.ExpectOkAsync("1", "7", "room:1");
    }
}
