using System.Net.WebSockets;
using System.Text;
using Xunit;
using Zzz.Tests.Peers;

namespace Zzz.Tests.EndToEnd;

/// <summary>SIGTERM, which a container's host sends to end a process, while clients are busy.</summary>
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

    /// <summary>Each message but the last is answered, in order; then comes the close.</summary>
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
}
