using Xunit;
using Zzz.Tests.Peers;

namespace Zzz.Tests.Dispatch;

public class OnErrorTests
{
    [Theory]
    [InlineData("""{"item":"now"}""", "x: now")]
    [InlineData("""{"item":"later"}""", "x: later")]
    [InlineData("""{"item":""", "x: malformed")]
    [InlineData("null", "x: malformed")]
    public async Task A_forgiven_error_leaves_the_connection_as_it_is(string message, string told)
    {
        await using TestApp app = await TestApp.StartAsync();
        using RawPeer peer = await RawPeer.OpenAsync(app.Port, "/forgiving/x");

        await peer.SendAsync([.. ClientFrame.Text(message), .. ClientFrame.Text("""{"item":"fine"}""")]);

        Assert.Equal(told, (await peer.ReadFrameAsync()).Text);
        Assert.Equal("fine", (await peer.ReadFrameAsync()).Text);
    }

    [Fact]
    public async Task It_hears_of_OnOpen_too()
    {
        await using TestApp app = await TestApp.StartAsync();
        using RawPeer peer = await RawPeer.OpenAsync(app.Port, "/forgiving/throw-in-open");
        Assert.Equal("throw-in-open: in OnOpen", (await peer.ReadFrameAsync()).Text);
        await peer.SendAsync(ClientFrame.Text("""{"item":"fine"}"""));
        Assert.Equal("fine", (await peer.ReadFrameAsync()).Text);
    }

    [Fact]
    public async Task An_error_that_is_not_forgiven_closes_the_connection_after_what_it_sent()
    {
        await using TestApp app = await TestApp.StartAsync();
        using RawPeer peer = await RawPeer.OpenAsync(app.Port, "/forgiving/x");
        await peer.SendAsync(ClientFrame.Text("""{"item":"unforgivable"}"""));
        Assert.Equal("x: unforgivable", (await peer.ReadFrameAsync()).Text);
        Assert.Equal(1011, (await peer.ReadFrameAsync()).CloseCode);
    }

    [Fact]
    public async Task An_OnError_that_throws_closes_the_connection()
    {
        await using TestApp app = await TestApp.StartAsync();
        using RawPeer peer = await RawPeer.OpenAsync(app.Port, "/forgiving/x");
        await peer.SendAsync(ClientFrame.Text("""{"item":"throw again"}"""));
        Assert.Equal(1011, (await peer.ReadFrameAsync()).CloseCode);
    }
}
