using Microsoft.Extensions.DependencyInjection;
using Xunit;
using Zzz.Channels.Members;
using Zzz.CompilerServices;
using Zzz.Hosting.Lifetime;
using Zzz.Tests.Peers;
using Zzz.Tests.Telemetry;

namespace Zzz.Tests.Channels;

/// <summary>Whichever method of a socket or channel throws an exception, once or always, each end comes once, and other clients notice nothing.</summary>
public sealed class ThrowingMethodTests : IDisposable
{
    private readonly ThrowingObserver _user = new();
    private readonly Tally _tally = new();

    private static ChannelScript Quiet => new();

    public void Dispose() => _user.Dispose();

    [Fact]
    public async Task Each_socket_and_channel_ends_once_whatever_method_throws()
    {
        var room = new ChannelScript
        {
            Binds = _ => _tally.Created++,
            Joins = (socket, _) => JoinAsync(socket),
            Leaves = _ => CountAsync(ref _tally.Left),
            Disposes = () => Count(ref _tally.Disposed),
        };
        room.OnAsync("say", async (socket, message) =>
        {
            await Task.Yield();
            _user.Observe();
            socket.Broadcast("said", message.Json<Text>());
        });
        await using TestApp app = await TestApp.StartAsync(use: app =>
        {
            var endpoints = new WsEndpoints(app, [ChannelJson.Default]);
            endpoints.MapChannels("Throwing", "/socket", _ => new Socket(_user, _tally), [room.Definition]);
            endpoints.MapChannels("Quiet", "/quiet", ScriptedSocket.Create, [Quiet.Definition]);
        });
        using RawPeer bystander = await RawPeer.OpenAsync(app.Port, "/quiet?vsn=2.0.0");
        int calls = await _user.PlayAsync(() => PlayAsync(app, bystander));
        Assert.InRange(calls, 12, 150);
    }

    private async ValueTask<JoinResult> JoinAsync(ChannelSocket socket)
    {
        socket.Left.Register(_user.Observe);
        _user.Observe();
        await Task.Yield();
        _user.Observe();
        _tally.Joined++;
        return JoinResult.Ok();
    }

    private ValueTask CountAsync(ref int count)
    {
        Count(ref count);
        return default;
    }

    private void Count(ref int count)
    {
        count++;
        _user.Observe();
    }

    /// <summary>Runs a client that tries everything, whatever the answers.</summary>
    private async Task PlayAsync(TestApp app, RawPeer bystander)
    {
        _tally.Reset();
        using ChannelTestPeer peer = await ChannelTestPeer.OpenAsync(app.Port, "V2", "&id=1");
        try
        {
            await peer.SendAsync("1", "1", "room:1", "phx_join");
            await peer.SendAsync("1", "2", "room:1", "say", """{"body":"hello"}""");
            await peer.SendAsync("1", "3", "room:1", "phx_leave");
            await peer.SendAsync("4", "4", "room:2", "phx_join");
            await peer.Raw.SendAsync(ClientFrame.Close(1000));
            await peer.Raw.ReadToEndAsync();
        }
        catch (IOException)
        {
            // A handler threw before the client was finished.
        }

        while (app.Services.GetRequiredService<LiveConnections>().All.Length > 1) await Task.Yield();
        Assert.Equal((1, 1, 1), (_tally.Opened, _tally.Closed, _tally.SocketsDisposed));
        Assert.Equal((_tally.Joined, _tally.Created), (_tally.Left, _tally.Disposed));
        Assert.Equal(0, app.Services.GetRequiredService<ChannelHub>().TopicCount);
        await bystander.SendAsync(ClientFrame.Text("""[null,"1","phoenix","heartbeat",{}]"""));
        Assert.Contains("ok", (await bystander.ReadFrameAsync()).Text, StringComparison.Ordinal);
    }

    private sealed class Tally
    {
        public int Opened, Closed, SocketsDisposed, Created, Joined, Left, Disposed;

        public void Reset() => Opened = Closed = SocketsDisposed = Created = Joined = Left = Disposed = 0;
    }

    /// <summary>The session of a socket class, each of whose methods throws when its turn comes.</summary>
    private sealed class Socket(ThrowingObserver user, Tally tally) : ChannelSession
    {
        public override ValueTask DisposeAsync()
        {
            tally.SocketsDisposed++;
            user.Observe();
            return default;
        }

        protected override async ValueTask OnConnectionOpen(WsConnection ws)
        {
            tally.Opened++;
            ws.Closed.Register(user.Observe);
            await Task.Yield();
            user.Observe();
        }

        protected override async ValueTask OnConnectionClose(WsConnection ws, WsCloseCode code, string reason)
        {
            tally.Closed++;
            await Task.Yield();
            user.Observe();
        }

        protected override string? Id(WsConnection ws)
        {
            user.Observe();
            return ws.QueryParam("id");
        }
    }
}
