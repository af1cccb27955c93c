using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using Xunit;
using Zzz.Tests.Peers;

namespace Zzz.Tests.EndToEnd;

/// <summary>SIGTERM, with which a container's host ends a process, while clients are busy.</summary>
public class TerminationTests
{
    [Fact]
    public async Task SIGTERM_under_load_tells_every_client_1001_and_loses_no_answer_that_was_under_way()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "There is no SIGTERM.");
        await using var server = new TestServer();
        await server.InitializeAsync();
        var busy = new CountdownEvent(50);
        Task[] clients = [.. Enumerable.Range(0, busy.InitialCount).Select(_ => Task.Run(() => EchoUntilClosedAsync(server, busy)))];
        await Task.Run(() => Assert.True(busy.Wait(Guard.Limit)), TestContext.Current.CancellationToken);

        Assert.Equal(0, await server.TerminateAsync());
        await Task.WhenAll(clients).Guarded();
    }

    [Fact]
    public async Task A_server_whose_observers_throw_at_every_call_serves_and_exits_with_0_at_SIGTERM()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "There is no SIGTERM.");
        await using var server = new HostileServer();
        await server.InitializeAsync();
        using ClientPeer echo = await ClientPeer.OpenAsync(server.WebSocketUri("/ws/echo")), desk = await ClientPeer.OpenAsync(server.WebSocketUri("/socket/websocket?vsn=2.0.0"));
        await echo.SendAsync("hello");
        Assert.Equal("hello", Encoding.UTF8.GetString((await echo.ReceiveAsync()).Payload.Span));
        await desk.SendAsync("""["1","1","desk:1","phx_join",{"Name":"ann"}]""");
        string[] received = [await TextAsync(desk), await TextAsync(desk), await TextAsync(desk)];
        Assert.Equal(["phx_reply", "presence_state", "presence_diff"], received.Select(text => JsonElement.Parse(text)[3].GetString()));
        using (ClientPeer close = await ClientPeer.OpenAsync(server.WebSocketUri("/ws/close/4000?id=1")))
        {
            await close.SendAsync("close");
            await close.ReceiveAsync();
            await close.CloseAsync(4000, null);
        }

        Assert.Equal("4000", await server.ClosedAsync("1"));
        Assert.True(int.Parse(await server.Http.GetStringAsync("/throws", TestContext.Current.CancellationToken).Guarded(), null) > 20);
        Task<int> terminating = server.TerminateAsync();
        foreach (ClientPeer peer in (ClientPeer[])[echo, desk])
        {
            Assert.Equal(WebSocketMessageType.Close, (await peer.ReceiveAsync()).Kind);
            Assert.Equal(1001, peer.Closed.Code);
            await peer.CloseAsync(1001, null);
        }

        Assert.Equal(0, await terminating);
    }

    private static async Task<string> TextAsync(ClientPeer peer) => Encoding.UTF8.GetString((await peer.ReceiveAsync()).Payload.Span);

    /// <summary>Sends messages, each of which except the last is answered, in order, until the close arrives.</summary>
    private static async Task EchoUntilClosedAsync(TestServer server, CountdownEvent busy)
    {
        using ClientPeer peer = await ClientPeer.OpenAsync(server.WebSocketUri("/ws/echo"));
        for (int i = 0; ; i++)
        {
            await peer.SendAsync($"{i}");
            var (kind, payload) = await peer.ReceiveAsync();
            if (kind == WebSocketMessageType.Close) break;
            Assert.Equal($"{i}", Encoding.UTF8.GetString(payload.Span));
            if (i == 10) busy.Signal();
        }

        Assert.Equal(1001, peer.Closed.Code);
        await peer.CloseAsync(1001, null);
    }

    private sealed class HostileServer() : TestServer("--hostile", "true");
}
