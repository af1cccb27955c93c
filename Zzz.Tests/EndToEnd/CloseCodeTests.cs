using System.Net.WebSockets;
using Xunit;
using Zzz.Tests.Peers;

namespace Zzz.Tests.EndToEnd;

/// <summary>A close from either side: both sides report its code.</summary>
public sealed class CloseCodeTests(TestServer server) : IClassFixture<TestServer>
{
    private readonly string _id = Guid.NewGuid().ToString("n");

    [Theory]
    [InlineData(1000, "")]
    [InlineData(1001, "good night 🌙")]
    [InlineData(3000, "registered")]
    [InlineData(4999, "our own")]
    public async Task A_close_of_the_client_is_reported_on_both_sides(int code, string reason)
    {
        using ClientPeer peer = await OpenAsync($"/ws/watch/{_id}");
        await peer.SendAsync("hello");
        await peer.CloseAsync(code, reason);

        Assert.Equal(code, peer.Closed.Code);
        Assert.Equal($"{code} {reason}".TrimEnd(), await server.ClosedAsync(_id));
    }

    [Fact]
    public async Task A_connection_that_is_dropped_is_reported_as_1006()
    {
        using ClientPeer peer = await OpenAsync($"/ws/watch/{_id}");
        peer.Abort();

        Assert.Equal("1006", await server.ClosedAsync(_id));
    }

    [Theory]
    [InlineData(1000)]
    [InlineData(1011)]
    [InlineData(4000)]
    public async Task A_close_of_the_server_is_reported_on_both_sides(int code)
    {
        using ClientPeer peer = await OpenAsync($"/ws/close/{code}?id={_id}");
        await peer.SendAsync("close, please");
        await AssertClosedByServerAsync(peer, code);
    }

    [Fact]
    public async Task A_close_of_the_server_in_OnOpen_is_reported_on_both_sides()
    {
        using ClientPeer peer = await OpenAsync($"/ws/close/4001?now&id={_id}");
        await AssertClosedByServerAsync(peer, 4001);
    }

    private Task<ClientPeer> OpenAsync(string path) => ClientPeer.OpenAsync(server.WebSocketUri(path));

    private async Task AssertClosedByServerAsync(ClientPeer peer, int code)
    {
        Assert.Equal(WebSocketMessageType.Close, (await peer.ReceiveAsync()).Kind);
        Assert.Equal((code, "bye"), peer.Closed);
        await peer.CloseAsync(code, "bye too");
        Assert.Equal($"{code} bye too", await server.ClosedAsync(_id));
    }
}
