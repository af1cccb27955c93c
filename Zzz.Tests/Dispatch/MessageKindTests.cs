using Xunit;
using Zzz.Tests.Peers;

namespace Zzz.Tests.Dispatch;

public class MessageKindTests
{
    [Fact]
    public async Task Text_and_binary_have_handlers_of_their_own()
    {
        await using TestApp app = await TestApp.StartAsync();
        using RawPeer peer = await RawPeer.OpenAsync(app.Port, "/kinds");

        await peer.SendAsync([.. ClientFrame.Text("a"), .. ClientFrame.Binary(1, 2, 3), .. ClientFrame.Text("b")]);

        Assert.Equal("text a", (await peer.ReadFrameAsync()).Text);
        Assert.Equal("binary 3", (await peer.ReadFrameAsync()).Text);
        Assert.Equal("text b", (await peer.ReadFrameAsync()).Text);
    }

    [Fact]
    public async Task Text_that_no_handler_takes_closes_the_connection()
    {
        await using TestApp app = await TestApp.StartAsync();
        using RawPeer peer = await RawPeer.OpenAsync(app.Port, "/binary");

        await peer.SendAsync([.. ClientFrame.Binary(1, 2), .. ClientFrame.Text("a")]);

        ServerFrame echo = await peer.ReadFrameAsync();
        Assert.Equal(0x82, echo.First);
        Assert.Equal([1, 2], echo.Payload);
        Assert.Equal(1003, (await peer.ReadFrameAsync()).CloseCode);
    }
}
