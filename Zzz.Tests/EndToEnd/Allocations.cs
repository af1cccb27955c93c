using System.Net.WebSockets;
using Xunit;
using Zzz.Tests.Peers;

namespace Zzz.Tests.EndToEnd;

/// <summary>Measures how much the echoes allocate in a server process.</summary>
internal static class Allocations
{
    private const int Rounds = 40;

    /// <summary>
    /// Returns the minimum of several rounds, or the first result below <paramref name="enough"/>. Allocations for every message are in each round;
    /// those of the rest of the process are not.
    /// </summary>
    public static async Task<double> PerMessageAsync(TestServer server, ClientPeer peer, WebSocketMessageType kind, int size, int count, double enough)
    {
        byte[] payload = [.. Enumerable.Repeat((byte)'z', size)];
        await EchoAsync(peer, kind, payload, count / 4);

        double least = double.MaxValue;
        for (int round = 1; round <= Rounds && least >= enough; round++)
        {
            least = Math.Min(least, (double)await InRoundAsync(server, peer, kind, payload, count) / count);
            TestContext.Current.TestOutputHelper!.WriteLine($"round {round}: {least:0.000} bytes per message");
        }

        return least;
    }

    private static async Task<long> InRoundAsync(TestServer server, ClientPeer peer, WebSocketMessageType kind, byte[] payload, int count)
    {
        await server.AllocatedAsync();
        long first = await server.AllocatedAsync();
        long before = await server.AllocatedAsync();
        await EchoAsync(peer, kind, payload, count);
        long after = await server.AllocatedAsync();

        long asking = before - first;
        return after - before - asking;
    }

    private static async Task EchoAsync(ClientPeer peer, WebSocketMessageType kind, byte[] payload, int count)
    {
        for (int i = 0; i < count; i++)
        {
            await peer.SendAsync(kind, payload);
            Assert.Equal(payload.Length, (await peer.ReceiveAsync()).Payload.Length);
        }
    }
}
