using System.Text.Json;
using Xunit;
using Zzz.Tests.Peers;

namespace Zzz.Tests.Channels.Receiving;

/// <summary>Events and their replies, under both serializers.</summary>
public class EventTests
{
    public static TheoryData<string> Versions => ["V1", "V2"];

    [Theory, MemberData(nameof(Versions))]
    public async Task What_a_handler_replies_carries_the_ref_of_its_event(string version)
    {
        var room = new ChannelScript()
            .On("add", (_, message) =>
            {
                Operands operands = message.Json<Operands>();
                message.Reply(new Sum(operands.A + operands.B));
            })
            .On("nothing", (_, message) => message.Reply<Sum?>(null))
            .On("ok", (_, message) => message.Reply());
        await using ChannelApp app = await ChannelApp.StartAsync(room);
        using ChannelTestPeer peer = await app.JoinAsync(version, "room:1");

        await peer.SendAsync("1", "2", "room:1", "add", """{"a":40,"b":2}""");
        await peer.ExpectOkAsync("1", "2", "room:1", """{"value":42}""");
        await peer.SendAsync("1", "3", "room:1", "nothing");
        await peer.ExpectOkAsync("1", "3", "room:1", "null");
        await peer.SendAsync("1", "4", "room:1", "ok");
        await peer.ExpectOkAsync("1", "4", "room:1");
    }

    [Theory, MemberData(nameof(Versions))]
    public async Task An_event_without_a_ref_gets_no_reply(string version)
    {
        var room = new ChannelScript().On("add", (_, message) => message.Reply(new Sum(1)));
        await using ChannelApp app = await ChannelApp.StartAsync(room);
        using ChannelTestPeer peer = await app.JoinAsync(version, "room:1");
        await peer.SendAsync("1", null, "room:1", "add");
        await peer.ExpectNothingAsync();
    }

    [Theory, MemberData(nameof(Versions))]
    public async Task An_event_without_a_handler_is_an_error(string version)
    {
        await using ChannelApp app = await ChannelApp.StartAsync(new ChannelScript().On("add", (_, _) => { }));
        using ChannelTestPeer peer = await app.JoinAsync(version, "room:1");
        foreach (string unknown in new[] { "ad", "Add", "add2", "phx_reply", "phx_close" })
        {
            await peer.SendAsync("1", "2", "room:1", unknown);
            await peer.ExpectErrorAsync("1", "2", "room:1", "unmatched event");
        }
    }

    [Theory, MemberData(nameof(Versions))]
    public async Task A_payload_that_does_not_fit_is_an_error_and_the_topic_lives_on(string version)
    {
        var room = new ChannelScript()
            .On("add", (_, message) => message.Reply(message.Json<Operands>()))
            .OnAsync("late", async (_, message) =>
            {
                await Task.Yield();
                message.Reply(message.Json<Operands>());
            })
            .On("any", (_, message) => message.Reply(message.Json<JsonElement>()))
            .On("bytes", (_, message) => message.ReplyBinary(message.Bytes.Span));
        await using ChannelApp app = await ChannelApp.StartAsync(room);
        using ChannelTestPeer peer = await app.JoinAsync(version, "room:1");
        await RefusedAsync("add", """{"a":"x"}""");
        await RefusedAsync("add", "[]");
        await RefusedAsync("add", "null");
        await RefusedAsync("late", "7");
        await RefusedAsync("bytes", "{}");
        await RefusedAsync("any", """{"a":"\ud800"}""");
        await RefusedAsync("any", """{"\udc00":1}""");
        await RefusedAsync("add", """{"a":1,"b":2,"c":"\ud800"}""");
        await peer.SendAsync("1", "3", "room:1", "add", """{"a":1,"b":2}""");
        await peer.ExpectOkAsync("1", "3", "room:1", """{"a":1,"b":2}""");

        async Task RefusedAsync(string eventName, string payload)
        {
            await peer.SendAsync("1", "2", "room:1", eventName, payload);
            await peer.ExpectErrorAsync("1", "2", "room:1", "invalid payload");
        }
    }

    [Theory, MemberData(nameof(Versions))]
    public async Task A_handler_may_answer_itself_later_and_the_first_answer_counts(string version)
    {
        var replies = new TaskCompletionSource<ReplyTo>(TaskCreationOptions.RunContinuationsAsynchronously);
        await using ChannelApp app = await ChannelApp.StartAsync(new ChannelScript().On("slow", (_, message) => replies.SetResult(message.Defer())));
        using ChannelTestPeer peer = await app.JoinAsync(version, "room:1");
        await peer.SendAsync("1", "2", "room:1", "slow");
        ReplyTo reply = await replies.Task.Guarded();
        await peer.ExpectNothingAsync();

        Assert.Equal(WsSendResult.Sent, reply.Ok(new Sum(42)));
        Assert.Equal(WsSendResult.NotAwaited, reply.Error("too late"));
        await peer.ExpectOkAsync("1", "2", "room:1", """{"value":42}""");
    }

    [Theory, MemberData(nameof(Versions))]
    public async Task A_handler_may_answer_with_an_error(string version)
    {
        var room = new ChannelScript()
            .On("ok", (_, message) => message.Defer().Ok())
            .On("reason", (_, message) => message.Defer().Error("""no "way" """))
            .On("value", (_, message) => message.Defer().Error(new Sum(7)));
        await using ChannelApp app = await ChannelApp.StartAsync(room);
        using ChannelTestPeer peer = await app.JoinAsync(version, "room:1");
        await peer.SendAsync("1", "2", "room:1", "ok");
        await peer.ExpectOkAsync("1", "2", "room:1");
        await peer.SendAsync("1", "3", "room:1", "reason");
        await peer.ExpectErrorAsync("1", "3", "room:1", """no \"way\" """);
        await peer.SendAsync("1", "4", "room:1", "value");
        await peer.ExpectAsync("1", "4", "room:1", "phx_reply", """{"status":"error","response":{"value":7}}""");
    }

    [Theory, MemberData(nameof(Versions))]
    public async Task An_answer_after_the_topic_was_left_goes_nowhere(string version)
    {
        var replies = new TaskCompletionSource<ReplyTo>(TaskCreationOptions.RunContinuationsAsynchronously);
        await using ChannelApp app = await ChannelApp.StartAsync(new ChannelScript().On("slow", (_, message) => replies.SetResult(message.Defer())));
        using ChannelTestPeer peer = await app.JoinAsync(version, "room:1");
        await peer.SendAsync("1", "2", "room:1", "slow");
        await peer.SendAsync("1", "3", "room:1", "phx_leave");
        await peer.ExpectOkAsync("1", "3", "room:1");
        await peer.ExpectAsync("1", "1", "room:1", "phx_close");

        Assert.Equal(WsSendResult.Closed, (await replies.Task.Guarded()).Ok(new Sum(42)));
        await peer.ExpectNothingAsync();
    }

    [Theory, MemberData(nameof(Versions))]
    public async Task Events_of_all_topics_run_one_at_a_time_and_in_order(string version)
    {
        var first = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var room = new ChannelScript();
        room.OnAsync("wait", async (_, message) =>
        {
            room.Note("wait");
            await first.Task;
            room.Note("waited");
            message.Reply();
        });
        room.On("go", (_, message) =>
        {
            room.Note("go");
            message.Reply();
        });
        await using ChannelApp app = await ChannelApp.StartAsync(room);
        using ChannelTestPeer peer = await app.JoinAsync(version, "room:1");
        await peer.JoinAsync("room:2", "2");
        await peer.SendAsync("1", "3", "room:1", "wait");
        await peer.SendAsync("2", "4", "room:2", "go");
        Assert.Equal(("join room:1", "join room:2", "wait"), (await room.NextAsync(), await room.NextAsync(), await room.NextAsync()));
        first.SetResult();
        await peer.ExpectOkAsync("1", "3", "room:1");
        await peer.ExpectOkAsync("2", "4", "room:2");
        Assert.Equal(["waited", "go"], room.Rest());
    }

    [Theory, MemberData(nameof(Versions))]
    public async Task Assigns_of_a_topic_come_before_those_of_the_connection(string version)
    {
        var room = new ChannelScript().On("read", (socket, message) =>
        {
            socket.Connection.Assign("name", "connection");
            socket.Connection.Assign("other", "connection");
            socket.Assign("name", "topic");
            socket.Assign("number", 7);
            string refused = Assert.Throws<InvalidCastException>(() => socket.GetAssign<string>("number")).Message;
            message.Reply($"{socket.GetAssign<string>("name")} {socket.GetAssign<string>("other")} {socket.GetAssign<int>("number")} {refused}");
        });
        await using ChannelApp app = await ChannelApp.StartAsync(room);
        using ChannelTestPeer peer = await app.JoinAsync(version, "room:1");
        await peer.SendAsync("1", "2", "room:1", "read");
        await peer.ExpectOkAsync("1", "2", "room:1", "\"topic connection 7 The value of 'number' is a System.Int32, not a System.String.\"");
    }

    [Fact]
    public async Task Binary_payloads_go_both_ways_under_V2()
    {
        var room = new ChannelScript().On("echo", (socket, message) =>
        {
            Assert.Equal(WsSendResult.Sent, socket.PushBinary("copy", message.Bytes.Span));
            message.ReplyBinary(message.Bytes.Span);
        });
        await using ChannelApp app = await ChannelApp.StartAsync(room);
        using ChannelTestPeer peer = await app.JoinAsync("V2", "room:1");
        await peer.Raw.SendAsync(ClientFrame.Binary([0, 1, 1, 6, 4, .. "12room:1echo"u8, 0xFF, 0x00]));

        ServerFrame copy = await peer.Raw.ReadFrameAsync();
        Assert.Equal([0, 1, 6, 4, .. "1room:1copy"u8, 0xFF, 0x00], copy.Payload);
        ServerFrame reply = await peer.Raw.ReadFrameAsync();
        Assert.Equal((0x82, 0x82), (copy.First, reply.First));
        Assert.Equal([1, 1, 1, 6, 2, .. "12room:1ok"u8, 0xFF, 0x00], reply.Payload);
    }

    [Fact]
    public async Task Binary_payloads_do_not_fit_handlers_of_JSON()
    {
        var room = new ChannelScript().On("add", (_, message) => message.Reply(message.Json<Operands>()));
        await using ChannelApp app = await ChannelApp.StartAsync(room);
        using ChannelTestPeer peer = await app.JoinAsync("V2", "room:1");
        await peer.Raw.SendAsync(ClientFrame.Binary([0, 1, 1, 6, 3, .. "12room:1add{}"u8]));
        await peer.ExpectErrorAsync("1", "2", "room:1", "invalid payload");
    }

    [Fact]
    public async Task V1_has_no_binary_payloads()
    {
        var room = new ChannelScript().On("echo", (socket, message) =>
        {
            Assert.Equal(WsSendResult.Unsupported, socket.PushBinary("copy", [1]));
            socket.BroadcastBinary("copy", [1]);
            message.ReplyBinary([1]);
        });
        await using ChannelApp app = await ChannelApp.StartAsync(room);
        using ChannelTestPeer peer = await app.JoinAsync("V1", "room:1");
        await peer.SendAsync("1", "2", "room:1", "echo");
        await peer.ExpectErrorAsync("1", "2", "room:1", "binary replies need serializer 2");
        await peer.ExpectNothingAsync();
    }

    [Fact]
    public async Task A_name_that_the_wire_cannot_carry_is_refused_where_it_is_given()
    {
        string tooLong = new('é', 128);
        var room = new ChannelScript().On("push", (socket, message) =>
        {
            Assert.Throws<ArgumentException>(() => socket.Push(tooLong, new Sum(1)));
            Assert.Throws<ArgumentException>(() => socket.PushBinary(tooLong, [1]));
            Assert.Throws<ArgumentException>(() => socket.Broadcast(tooLong, new Sum(1)));
#pragma warning disable ZZZ4003 // The test needs a type that no context lists.
            Assert.Throws<InvalidOperationException>(() => socket.Push("e", new Version(1, 0)));
#pragma warning restore ZZZ4003
            message.Reply();
        });
        await using ChannelApp app = await ChannelApp.StartAsync(room);
        using ChannelTestPeer peer = await app.JoinAsync("V2", "room:1");
        await peer.SendAsync("1", "2", "room:1", "push");
        await peer.ExpectOkAsync("1", "2", "room:1");
        app.Channels.Broadcast(new string('t', 300), "e", new Sum(1));
    }
}
