using System.Net.WebSockets;
using Xunit;
using Zzz.Tests.Peers;

namespace Zzz.Tests.EndToEnd;

/// <summary>
/// A steady stream of echoes over HTTP/2 allocates nothing in our code. Kestrel allocates 392 bytes when a write has to wait for the single task that
/// writes the frames of all streams, as from 4 KiB on: a bare loop that reads and writes the stream gives the same result.
/// </summary>
public sealed class Http2AllocationTests(Http2TestServer server) : IClassFixture<Http2TestServer>
{
    private const double HalfAnObject = 12;

    [Theory]
    [InlineData(WebSocketMessageType.Text, 16, 0)]
    [InlineData(WebSocketMessageType.Binary, 2 * 1024, 0)]
    [InlineData(WebSocketMessageType.Binary, 16 * 1024, 392)]
    public async Task An_echo_allocates_nothing_but_what_Kestrel_does(WebSocketMessageType kind, int size, int kestrels)
    {
        using ClientPeer peer = await ClientPeer.OpenAsync(Wire.Http2, server.WebSocketUri("/ws/echo"));
        double enough = kestrels + HalfAnObject;
        double perMessage = await Allocations.PerMessageAsync(server, peer, kind, size, count: 5_000, enough);
        Assert.True(perMessage < enough, $"An echo of {size} bytes allocated {perMessage:0.0} bytes.");
    }
}
