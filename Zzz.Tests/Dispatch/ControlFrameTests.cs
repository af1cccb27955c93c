using Microsoft.Extensions.DependencyInjection;
using Xunit;
using Zzz.Tests.Controllers;
using Zzz.Tests.Peers;

namespace Zzz.Tests.Dispatch;

public class ControlFrameTests
{
    private readonly Calls _calls = new();

    [Fact]
    public async Task Pings_and_pongs_reach_their_handlers_in_order_also_between_the_fragments_of_a_message()
    {
        await using TestApp app = await TestApp.StartAsync(build: builder => builder.Services.AddSingleton(_calls));
        using RawPeer peer = await RawPeer.OpenAsync(app.Port, "/control");

        await peer.SendAsync(
        [
            .. ClientFrame.Of(0x01, "hel"u8.ToArray()), .. ClientFrame.Ping((byte)'a'), .. ClientFrame.Pong((byte)'b'),
            .. ClientFrame.Of(0x80, "lo"u8.ToArray()), .. ClientFrame.Ping(),
        ]);

        Assert.Equal("ping a", await _calls.NextAsync());
        Assert.Equal("pong b", await _calls.NextAsync());
        Assert.Equal("message hello", await _calls.NextAsync());
        Assert.Equal("ping ", await _calls.NextAsync());
        Assert.Equal((0x8A, "a"), Summary(await peer.ReadFrameAsync()));
        Assert.Equal((0x8A, ""), Summary(await peer.ReadFrameAsync()));
    }

    [Fact]
    public async Task An_exception_in_OnPong_closes_the_connection_with_1011()
    {
        await using TestApp app = await TestApp.StartAsync(build: builder => builder.Services.AddSingleton(_calls));
        using RawPeer peer = await RawPeer.OpenAsync(app.Port, "/control");

        await peer.SendAsync(ClientFrame.Pong());

        Assert.Equal(1011, (await peer.ReadFrameAsync()).CloseCode);
        Assert.Equal("close 1011", await _calls.NextAsync());
    }

    private static (int First, string Text) Summary(ServerFrame frame) => (frame.First, frame.Text);
}
