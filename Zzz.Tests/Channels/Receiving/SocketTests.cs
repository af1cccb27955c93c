using Microsoft.Extensions.DependencyInjection;
using Xunit;
using Zzz.Channels.Members;
using Zzz.CompilerServices;
using Zzz.Tests.Controllers;
using Zzz.Tests.Peers;

namespace Zzz.Tests.Channels.Receiving;

/// <summary>The socket class of a route, and the parts that its channels share.</summary>
public class SocketTests
{
    private readonly Calls _calls = new();

    [Fact]
    public async Task The_callbacks_of_a_socket_enclose_those_of_its_channels()
    {
        var room = new ChannelScript
        {
            Joins = (_, _) =>
            {
                _calls.Add("join");
                return new(JoinResult.Ok());
            },
            Leaves = _ =>
            {
                _calls.Add("leave");
                return default;
            },
        };
        await using TestApp app = await StartAsync(room, throws: false);
        ChannelTestPeer peer = await ChannelTestPeer.OpenAsync(app.Port, "V2", "");
        await peer.JoinAsync("room:1");
        peer.Dispose();
        foreach (string call in new[] { "open", "id", "join", "leave", "close 1006", "dispose" }) Assert.Equal(call, await _calls.NextAsync());
    }

    [Fact]
    public async Task A_socket_that_fails_to_open_is_closed_with_1011()
    {
        await using TestApp app = await StartAsync(new ChannelScript(), throws: true);
        using ChannelTestPeer peer = await ChannelTestPeer.OpenAsync(app.Port, "V2", "");
        await peer.ExpectCloseAsync(1011, "");
        peer.Dispose();
        foreach (string call in new[] { "open", "close 1011", "dispose" }) Assert.Equal(call, await _calls.NextAsync());
    }

    [Fact]
    public async Task All_channels_of_a_connection_have_services_of_one_scope_that_ends_after_them()
    {
        var found = new List<ScopedService>();
        var room = new ChannelScript { Binds = join => found.Add(join.Services.GetRequiredService<ScopedService>()) };
        await using ChannelApp app = await ChannelApp.StartAsync(
            _ => { }, builder => builder.Services.AddScoped(_ => new ScopedService(room)), room);
        ChannelTestPeer first = await app.JoinAsync("V2", "room:1");
        await first.JoinAsync("room:2", "2");
        using ChannelTestPeer second = await app.JoinAsync("V2", "room:3");
        Assert.Same(found[0], found[1]);
        Assert.NotSame(found[0], found[2]);

        first.Dispose();
        string[] calls = [.. await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => room.NextAsync()))];
        Assert.Equal("scope", calls[^1]);
        Assert.Equal(2, calls.Count(call => call == "dispose"));
    }

    [Fact]
    public async Task What_waits_for_a_join_runs_after_its_reply_and_what_waits_for_the_end_before_OnLeave()
    {
        var room = new ChannelScript
        {
            Joins = (socket, _) =>
            {
                var membership = (ChannelMembership)socket;
                membership.OnJoined(() => membership.Writer.PushJson("state", "{\"a\":1}"u8));
                membership.OnLeft(() => membership.Assign("left", true));
                return new(JoinResult.Ok());
            },
        };
        room.On("again", (socket, message) =>
        {
            ((ChannelMembership)socket).OnJoined(() => socket.Push("at once", 1));
            message.Reply();
        });
        room.Leaves = socket =>
        {
            room.Note($"{socket.GetAssign<bool>("left")}");
            return default;
        };
        await using ChannelApp app = await ChannelApp.StartAsync(room);
        using ChannelTestPeer peer = await app.JoinAsync("V2", "room:1");
        await peer.ExpectAsync("1", null, "room:1", "state", "{\"a\":1}");
        await peer.SendAsync("1", "2", "room:1", "again");
        await peer.ExpectAsync("1", null, "room:1", "at once", "1");
        await peer.ExpectOkAsync("1", "2", "room:1");
        await peer.SendAsync("1", "3", "room:1", "phx_leave");
        foreach (string call in new[] { "join room:1", "leave room:1", "True", "dispose" }) Assert.Equal(call, await room.NextAsync());
    }

    [Fact]
    public async Task What_waits_for_a_join_that_is_refused_never_runs()
    {
        int ran = 0;
        var room = new ChannelScript
        {
            Joins = (socket, _) =>
            {
                ((ChannelMembership)socket).OnJoined(() => ran++);
                ((ChannelMembership)socket).OnLeft(() => ran++);
                return new(JoinResult.Error());
            },
        };
        await using ChannelApp app = await ChannelApp.StartAsync(room);
        using ChannelTestPeer peer = await app.ConnectAsync("V2");
        await peer.SendAsync("1", "1", "room:1", "phx_join");
        await peer.ExpectErrorAsync("1", "1", "room:1", "join rejected");
        await peer.ExpectNothingAsync();
        Assert.Equal(0, ran);
    }

    private Task<TestApp> StartAsync(ChannelScript room, bool throws) => TestApp.StartAsync(use: app => new WsEndpoints(app)
        .MapChannels("RecordingSocket", "/socket", _ => new RecordingSocket(_calls, throws), [room.Definition]));

    private sealed class ScopedService(ChannelScript room) : IDisposable
    {
        public void Dispose() => room.Note("scope");
    }

    private sealed class RecordingSocket(Calls calls, bool throws) : ChannelSession
    {
        public override ValueTask DisposeAsync()
        {
            calls.Add("dispose");
            return default;
        }

        protected override ValueTask OnConnectionOpen(WsConnection ws)
        {
            calls.Add("open");
            return throws ? throw new InvalidOperationException("on purpose") : default;
        }

        protected override string? Id(WsConnection ws)
        {
            calls.Add("id");
            return null;
        }

        protected override ValueTask OnConnectionClose(WsConnection ws, WsCloseCode code, string reason)
        {
            calls.Add($"close {(int)code}");
            return default;
        }
    }
}
