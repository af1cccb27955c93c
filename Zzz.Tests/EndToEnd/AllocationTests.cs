using System.Net.WebSockets;
using Xunit;
using Zzz.Tests.Peers;

namespace Zzz.Tests.EndToEnd;

/// <summary>A steady stream of echoes allocates nothing, measured over real Kestrel connections in a server process that does nothing else.</summary>
public sealed class AllocationTests(TestServer server, MeasuredServer measured) : IClassFixture<TestServer>, IClassFixture<MeasuredServer>
{
    /// <summary>The smallest object has 24 bytes, so anything less than half of that means no objects per message.</summary>
    private const double HalfAnObject = 12;

    [Theory]
    [InlineData(WebSocketMessageType.Text, 16, 20_000)]
    [InlineData(WebSocketMessageType.Text, 128, 20_000)]
    [InlineData(WebSocketMessageType.Text, 4 * 1024, 20_000)]
    [InlineData(WebSocketMessageType.Text, 24 * 1024, 5_000)]
    [InlineData(WebSocketMessageType.Binary, 16, 20_000)]
    [InlineData(WebSocketMessageType.Binary, 128, 20_000)]
    [InlineData(WebSocketMessageType.Binary, 4 * 1024, 20_000)]
    [InlineData(WebSocketMessageType.Binary, 24 * 1024, 5_000)]
    [InlineData(WebSocketMessageType.Text, 64 * 1024, 1_000)]
    [InlineData(WebSocketMessageType.Binary, 64 * 1024, 1_000)]
    public async Task An_echo_allocates_nothing(WebSocketMessageType kind, int size, int count)
    {
        // Not the literal 0: the rest of the process allocates a little now and then (Kestrel's heartbeat formats the Date header,
        // memory pools let idle blocks go and take new ones, which count for much at 64 KiB). One object per message would be 24 bytes or more.
        using ClientPeer peer = await OpenAsync(server);
        double perMessage = await Allocations.PerMessageAsync(server, peer, kind, size, count, enough: HalfAnObject);
        Assert.True(perMessage < HalfAnObject, $"An echo of {size} bytes allocated {perMessage:0.0} bytes.");
    }

    [Theory]
    [InlineData(WebSocketMessageType.Text, 16)]
    [InlineData(WebSocketMessageType.Text, 512)]
    [InlineData(WebSocketMessageType.Binary, 4 * 1024)]
    [InlineData(WebSocketMessageType.Text, 64 * 1024)]
    public async Task A_compressed_echo_allocates_nothing(WebSocketMessageType kind, int size)
    {
        using ClientPeer peer = await OpenAsync(server, new WebSocketDeflateOptions { ClientContextTakeover = false, ServerContextTakeover = false });
        double perMessage = await Allocations.PerMessageAsync(server, peer, kind, size, count: 5_000, enough: HalfAnObject);
        Assert.True(perMessage < HalfAnObject, $"A compressed echo of {size} bytes allocated {perMessage:0.0} bytes.");
    }

    [Theory]
    [InlineData(WebSocketMessageType.Text, 16)]
    [InlineData(WebSocketMessageType.Binary, 4 * 1024)]
    public async Task An_echo_that_somebody_measures_allocates_nothing(WebSocketMessageType kind, int size)
    {
        using ClientPeer peer = await OpenAsync(measured);
        double perMessage = await Allocations.PerMessageAsync(measured, peer, kind, size, count: 5_000, enough: HalfAnObject);
        Assert.True(perMessage < HalfAnObject, $"An echo of {size} bytes that was measured allocated {perMessage:0.0} bytes.");
        Assert.True(await measured.MeasuredAsync() > 5_000);
    }

    private static Task<ClientPeer> OpenAsync(TestServer server, WebSocketDeflateOptions? deflate = null) =>
        ClientPeer.OpenAsync(server.WebSocketUri("/ws/echo"), deflate);
}
