using Xunit;
using Zzz.Tests.Peers;
using static Zzz.Tests.Channels.History.RecoveryRoom;

namespace Zzz.Tests.Channels.History;

/// <summary>Tests <see cref="ChannelSocket.RecoverAsync"/>: its answer, and that what it has promised holds until the reply.</summary>
public class RecoverAsyncTests
{
    [Fact]
    public async Task OnJoin_knows_whether_the_client_recovers()
    {
        var room = new ChannelScript
        {
            Metadata = [new HistoryAttribute(1)],
            Joins = async (socket, _) => JoinResult.Ok(new Text(await socket.RecoverAsync() ? "recovers" : "needs all")),
        };
        await using ChannelApp app = await ChannelApp.StartAsync(room);
        using ChannelTestPeer first = await app.ConnectAsync("V2"), second = await app.ConnectAsync("V2"), third = await app.ConnectAsync("V2");
        TopicPosition start = await JoinAsync(first, response: """{"body":"needs all"}""");
        Say(app, "a");
        Assert.Contains("\"recovered\":true", await RejoinAsync(second, start, response: """{"body":"recovers"}"""), StringComparison.Ordinal);
        Say(app, "b");
        Assert.Contains("\"recovered\":false", await RejoinAsync(third, start, response: """{"body":"needs all"}"""), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_RecoverAsync_has_promised_holds_although_the_history_turns_over_meanwhile()
    {
        ChannelApp? app = null;
        var room = new ChannelScript
        {
            Metadata = [new HistoryAttribute(1)],
            Joins = async (socket, _) =>
            {
                bool recovers = await socket.RecoverAsync();
                if (recovers) foreach (string text in new[] { "b", "c", "d" }) Say(app!, text);
                return JoinResult.Ok();
            },
        };
        await using (app = await ChannelApp.StartAsync(room))
        {
            using ChannelTestPeer first = await app.ConnectAsync("V2"), again = await app.ConnectAsync("V2");
            TopicPosition start = await JoinAsync(first);
            Say(app, "a");
            Assert.Contains("\"count\":4", await RejoinAsync(again, start), StringComparison.Ordinal);
            foreach ((string text, int offset) in new[] { ("a", 1), ("b", 2), ("c", 3), ("d", 4) }) await ExpectAsync(again, text, offset);
        }
    }

    [Theory]
    [InlineData(null)]
    [InlineData("another")]
    public async Task What_is_broadcast_while_OnJoin_reads_its_data_reaches_a_client_that_does_not_recover(string? epoch)
    {
        ChannelApp? app = null;
        var room = new ChannelScript
        {
            Metadata = [new HistoryAttribute(1)],
            Joins = async (socket, _) =>
            {
                if (!await socket.RecoverAsync()) foreach (string text in new[] { "b", "c" }) Say(app!, text);
                return JoinResult.Ok();
            },
        };
        await using (app = await ChannelApp.StartAsync(room))
        {
            Say(app, "a");
            using ChannelTestPeer peer = await app.ConnectAsync("V2");
            await SendJoinAsync(peer, epoch is null ? """{"id":"a"}""" : $$"""{"id":"a","at":["{{epoch}}",7]}""");
            string epochNow = (await app.Channels.PositionAsync(Room)).Epoch;
            Assert.Equal($$"""{"at":["{{epochNow}}",1]{{(epoch is null ? "" : ",\"recovered\":false")}}}""", await ReadReplyAsync(peer, "{}"));
            await ExpectAsync(peer, "b", 2);
            await ExpectAsync(peer, "c", 3);
        }
    }

    [Fact]
    public async Task What_RecoverAsync_has_promised_holds_although_more_is_missed_meanwhile_than_is_sent_again()
    {
        ChannelApp? app = null;
        var room = new ChannelScript
        {
            Metadata = [new HistoryAttribute(2000)],
            Joins = async (socket, _) =>
            {
                if (await socket.RecoverAsync()) Say(app!, "one more");
                return JoinResult.Ok();
            },
        };
        await using (app = await ChannelApp.StartAsync(room))
        {
            using ChannelTestPeer first = await app.ConnectAsync("V2"), again = await app.ConnectAsync("V2");
            TopicPosition start = await JoinAsync(first);
            for (int i = 0; i < 1000; i++) Say(app, "x");
            Assert.Contains("\"recovered\":true,\"count\":1001", await RejoinAsync(again, start), StringComparison.Ordinal);
            for (int offset = 1; offset <= 1000; offset++) await ExpectAsync(again, "x", offset);
            await ExpectAsync(again, "one more", 1001);
        }
    }

    [Fact]
    public async Task A_join_keeps_a_bounded_number_of_messages_while_OnJoin_runs()
    {
        ChannelApp? app = null;
        var room = new ChannelScript
        {
            Metadata = [new HistoryAttribute(1)],
            Joins = async (socket, _) =>
            {
                await socket.RecoverAsync();
                for (int i = 0; i < 1001; i++) Say(app!, "x");
                return JoinResult.Ok();
            },
        };
        await using (app = await ChannelApp.StartAsync(room))
        {
            using ChannelTestPeer peer = await app.ConnectAsync("V2");
            await SendJoinAsync(peer, """{"id":"a"}""");
            Assert.EndsWith(",1001],\"recovered\":false}", await ReadReplyAsync(peer, "{}"), StringComparison.Ordinal);
            Say(app, "y");
            await ExpectAsync(peer, "y", 1002);
        }
    }

    [Fact]
    public async Task RecoverAsync_outside_of_OnJoin_throws()
    {
        var thrown = new TaskCompletionSource<string>();
        var room = new ChannelScript { Metadata = [new HistoryAttribute(1)] }.OnAsync("late", async (socket, _) =>
            thrown.SetResult((await Assert.ThrowsAsync<InvalidOperationException>(async () => await socket.RecoverAsync())).Message));
        await using ChannelApp app = await ChannelApp.StartAsync(room);
        using ChannelTestPeer peer = await app.JoinAsync("V2", Room);
        await peer.SendAsync("1", "2", Room, "late");
        Assert.Equal("RecoverAsync must be called in OnJoin.", await thrown.Task.Guarded());
    }
}
