using Microsoft.Extensions.DependencyInjection;
using Xunit;
using Zzz.Tests.Peers;

namespace Zzz.Tests.Channels.Members;

/// <summary>However a topic ends, <c>OnLeave</c> is called once, the channel is disposed once, and no subscription is left.</summary>
public class EndingTests
{
    public static TheoryData<string> Versions => ["V1", "V2"];

    [Theory, MemberData(nameof(Versions))]
    public async Task A_handler_that_throws_ends_its_topic_and_nothing_else(string version)
    {
        var room = new ChannelScript()
            .On("crash", (_, _) => throw new InvalidOperationException("on purpose"))
            .On("ok", (_, message) => message.Reply());
        await using ChannelApp app = await ChannelApp.StartAsync(room);
        using ChannelTestPeer peer = await app.JoinAsync(version, "room:1");
        await peer.JoinAsync("room:2", "2");
        await peer.SendAsync("1", "3", "room:1", "crash");
        await peer.ExpectAsync("1", "1", "room:1", "phx_error");
        await peer.SendAsync("1", "4", "room:1", "ok");
        await peer.ExpectErrorAsync("1", "4", "room:1", "unmatched topic");
        await peer.SendAsync("2", "5", "room:2", "ok");
        await peer.ExpectOkAsync("2", "5", "room:2");
        await peer.JoinAsync("room:1", "6");
        await AssertCallsAsync(room, "join room:1", "join room:2", "leave room:1", "dispose", "join room:1");
    }

    [Theory, MemberData(nameof(Versions))]
    public async Task A_handler_that_fails_later_ends_its_topic_too(string version)
    {
        var room = new ChannelScript().OnAsync("crash", async (_, _) =>
        {
            await Task.Yield();
            throw new InvalidOperationException("on purpose");
        });
        await using ChannelApp app = await ChannelApp.StartAsync(room);
        using ChannelTestPeer peer = await app.JoinAsync(version, "room:1");
        await peer.SendAsync("1", "2", "room:1", "crash");
        await peer.ExpectAsync("1", "1", "room:1", "phx_error");
        await peer.ExpectNothingAsync();
        await AssertCallsAsync(room, "join room:1", "leave room:1", "dispose");
    }

    [Theory, MemberData(nameof(Versions))]
    public async Task The_server_ends_a_topic_whose_handler_waits_for_Left(string version)
    {
        var waits = new TaskCompletionSource<ChannelSocket>(TaskCreationOptions.RunContinuationsAsynchronously);
        var room = new ChannelScript().OnAsync("wait", async (socket, _) =>
        {
            waits.SetResult(socket);
            await Task.Delay(Timeout.Infinite, socket.Left);
        });
        await using ChannelApp app = await ChannelApp.StartAsync(room);
        using ChannelTestPeer peer = await app.JoinAsync(version, "room:1");
        await peer.SendAsync("1", "2", "room:1", "wait");
        ChannelSocket kicked = await waits.Task.Guarded();
        CancellationToken left = kicked.Left;
        kicked.Close();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Task.Delay(Timeout.Infinite, left).Guarded());
        app.Channels.Broadcast("room:1", "secret", "for members");
        await peer.ExpectAsync("1", "1", "room:1", "phx_close");
        await AssertCallsAsync(room, "join room:1", "leave room:1", "dispose");
    }

    [Theory, MemberData(nameof(Versions))]
    public async Task The_server_ends_a_topic_from_inside_a_handler_after_its_reply(string version)
    {
        var room = new ChannelScript().On("end", (socket, message) =>
        {
            socket.Close();
            socket.Close();
            message.Reply();
        });
        await using ChannelApp app = await ChannelApp.StartAsync(room);
        using ChannelTestPeer peer = await app.JoinAsync(version, "room:1");
        await peer.SendAsync("1", "2", "room:1", "end");
        await peer.ExpectOkAsync("1", "2", "room:1");
        await peer.ExpectAsync("1", "1", "room:1", "phx_close");
        await peer.ExpectNothingAsync();
        await AssertCallsAsync(room, "join room:1", "leave room:1", "dispose");
    }

    [Theory, MemberData(nameof(Versions))]
    public async Task The_server_ends_a_topic_from_anywhere(string version)
    {
        ChannelSocket? joined = null;
        var room = new ChannelScript
        {
            Joins = (socket, _) =>
            {
                joined = socket;
                return new(JoinResult.Ok());
            },
        };
        await using ChannelApp app = await ChannelApp.StartAsync(room);
        using ChannelTestPeer peer = await app.JoinAsync(version, "room:1");
        joined!.Close();
        await peer.ExpectAsync("1", "1", "room:1", "phx_close");
        await peer.ExpectNothingAsync();
        joined.Close();
        await peer.ExpectNothingAsync();
        await AssertCallsAsync(room, "join room:1", "leave room:1", "dispose");
    }

    [Theory, MemberData(nameof(Versions))]
    public async Task A_Close_in_OnJoin_lets_the_client_in_and_out(string version)
    {
        var room = new ChannelScript
        {
            Joins = (socket, _) =>
            {
                socket.Close();
                return new(JoinResult.Ok());
            },
        };
        await using ChannelApp app = await ChannelApp.StartAsync(room);
        using ChannelTestPeer peer = await app.JoinAsync(version, "room:1");
        await peer.ExpectAsync("1", "1", "room:1", "phx_close");
        await AssertCallsAsync(room, "join room:1", "leave room:1", "dispose");
    }

    [Theory, MemberData(nameof(Versions))]
    public async Task A_Close_in_a_refused_OnJoin_means_nothing(string version)
    {
        var room = new ChannelScript
        {
            Joins = (socket, _) =>
            {
                socket.Close();
                return new(JoinResult.Error("no"));
            },
        };
        await using ChannelApp app = await ChannelApp.StartAsync(room);
        using ChannelTestPeer peer = await app.ConnectAsync(version);
        await peer.SendAsync("1", "1", "room:1", "phx_join");
        await peer.ExpectErrorAsync("1", "1", "room:1", "no");
        await peer.ExpectNothingAsync();
        await AssertCallsAsync(room, "join room:1", "dispose");
    }

    [Theory]
    [InlineData("V1", false)]
    [InlineData("V2", false)]
    [InlineData("V2", true)]
    public async Task The_end_of_the_connection_ends_every_topic(string version, bool reset)
    {
        var room = new ChannelScript();
        await using ChannelApp app = await ChannelApp.StartAsync(room);
        ChannelTestPeer peer = await app.JoinAsync(version, "room:1");
        await peer.JoinAsync("room:2", "2");
        await AssertCallsAsync(room, "join room:1", "join room:2");
        if (reset) peer.Raw.Reset();
        else peer.Dispose();

        string[] calls = [await room.NextAsync(), await room.NextAsync(), await room.NextAsync(), await room.NextAsync()];
        Assert.Equal(["dispose", "dispose", "leave room:1", "leave room:2"], calls.Order());
        await app.StopAsync();
        Assert.Empty(room.Rest());
        Assert.Equal(0, app.Hub.TopicCount);
    }

    [Fact]
    public async Task The_end_of_the_connection_tells_a_handler_that_waits()
    {
        var room = new ChannelScript();
        room.OnAsync("wait", async (socket, _) =>
        {
            room.Note("waits");
            await Task.Delay(Timeout.Infinite, socket.Left);
        });
        await using ChannelApp app = await ChannelApp.StartAsync(room);
        ChannelTestPeer peer = await app.JoinAsync("V2", "room:1");
        await peer.SendAsync("1", "2", "room:1", "wait");
        await AssertCallsAsync(room, "join room:1", "waits");
        peer.Raw.Reset();
        Assert.Equal(("leave room:1", "dispose"), (await room.NextAsync(), await room.NextAsync()));
    }

    /// <summary>The client answers the close and waits for the end of TCP, while the handler keeps the server from reading the answer.</summary>
    [Fact]
    public async Task A_handler_that_waits_for_Left_is_notified_when_the_server_closes_the_connection()
    {
        var room = new ChannelScript();
        room.OnAsync("wait", async (socket, _) =>
        {
            socket.Connection.Close();
            await Task.Delay(Timeout.Infinite, socket.Left);
        });
        await using ChannelApp app = await ChannelApp.StartAsync(
            _ => { }, build => build.Services.Configure<ZzzOptions>(options => options.CloseTimeout = TimeSpan.FromMilliseconds(300)), room);
        using ChannelTestPeer peer = await app.JoinAsync("V2", "room:1");
        await peer.SendAsync("1", "2", "room:1", "wait");
        await peer.Raw.SendAsync(ClientFrame.Close(1000));
        await peer.Raw.ReadToEndAsync();
        await AssertCallsAsync(room, "join room:1", "leave room:1", "dispose");
    }

    [Fact]
    public async Task An_OnLeave_that_throws_keeps_nothing_from_ending()
    {
        var room = new ChannelScript { Leaves = _ => throw new InvalidOperationException("on purpose") };
        await using ChannelApp app = await ChannelApp.StartAsync(room);
        using ChannelTestPeer peer = await app.JoinAsync("V2", "room:1");
        await peer.SendAsync("1", "2", "room:1", "phx_leave");
        await peer.ExpectOkAsync("1", "2", "room:1");
        await peer.ExpectAsync("1", "1", "room:1", "phx_close");
        await AssertCallsAsync(room, "join room:1", "leave room:1", "dispose");
    }

    [Fact]
    public async Task What_hangs_on_Left_is_told_once_and_cannot_spoil_the_end()
    {
        var room = new ChannelScript();
        room.On("hang", (socket, message) =>
        {
            socket.Left.Register(() => room.Note("told"));
            socket.Left.Register(() => throw new InvalidOperationException("on purpose"));
            message.Reply();
        });
        await using ChannelApp app = await ChannelApp.StartAsync(room);
        using ChannelTestPeer peer = await app.JoinAsync("V2", "room:1");
        await peer.SendAsync("1", "2", "room:1", "hang");
        await peer.ExpectOkAsync("1", "2", "room:1");
        await peer.SendAsync("1", "3", "room:1", "phx_leave");
        await peer.ExpectOkAsync("1", "3", "room:1");
        await AssertCallsAsync(room, "join room:1", "told", "leave room:1", "dispose");
    }

    private static async Task AssertCallsAsync(ChannelScript room, params string[] expected)
    {
        foreach (string call in expected) Assert.Equal(call, await room.NextAsync());
        Assert.Empty(room.Rest());
    }
}
