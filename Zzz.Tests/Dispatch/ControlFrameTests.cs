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
        await using WsTestApp app = await StartAsync();
        await using WsTestClient client = await app.ConnectAsync("/control");

        await client.SendAsync(WsTestFrame.Text("hel") with { IsFinal = false });
        await client.SendAsync(WsTestFrame.Ping("a"u8.ToArray()));
        await client.SendAsync(WsTestFrame.Pong("b"u8.ToArray()));
        await client.SendAsync(WsTestFrame.Continuation("lo"));
        await client.SendAsync(WsTestFrame.Ping());

        Assert.Equal("ping a", await _calls.NextAsync());
        Assert.Equal("pong b", await _calls.NextAsync());
        Assert.Equal("message hello", await _calls.NextAsync());
        Assert.Equal("ping ", await _calls.NextAsync());
        Assert.Equal((byte)'a', Assert.Single(await client.ExpectPongAsync()));
        Assert.Empty(await client.ExpectPongAsync());
    }

    [Fact]
    public async Task An_exception_in_OnPong_closes_the_connection_with_1011()
    {
        await using WsTestApp app = await StartAsync();
        await using WsTestClient client = await app.ConnectAsync("/control");

        await client.SendAsync(WsTestFrame.Pong());

        await client.ExpectCloseAsync(WsCloseCode.InternalServerError);
        Assert.Equal("close 1011", await _calls.NextAsync());
    }

    private Task<WsTestApp> StartAsync() => MemoryApp.StartAsync(services: services => services.AddSingleton(_calls));
}
