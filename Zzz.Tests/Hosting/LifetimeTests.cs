using Microsoft.Extensions.DependencyInjection;
using Xunit;
using Zzz.Tests.Controllers;
using Zzz.Tests.Peers;

namespace Zzz.Tests.Hosting;

public class LifetimeTests
{
    private readonly Calls _calls = new();

    [Fact]
    public async Task Connections_share_a_singleton_but_not_the_values_of_their_requests()
    {
        await using TestApp app = await StartAsync();
        using RawPeer one = await RawPeer.OpenAsync(app.Port, "/shared/one");
        using RawPeer two = await RawPeer.OpenAsync(app.Port, "/shared/two");

        await one.SendAsync(ClientFrame.Text("a"));
        Assert.Equal("one a 1", (await one.ReadFrameAsync()).Text);
        await two.SendAsync(ClientFrame.Text("b"));
        Assert.Equal("two b 2", (await two.ReadFrameAsync()).Text);

        Assert.Equal("made", await _calls.NextAsync());
        Assert.False(_calls.Any);
    }

    [Fact]
    public async Task A_singleton_is_made_with_the_first_connection_and_disposed_of_with_the_app()
    {
        await using (TestApp app = await StartAsync())
        {
            Assert.False(_calls.Any);
            using RawPeer peer = await RawPeer.OpenAsync(app.Port, "/shared/x");
            Assert.Equal("made", await _calls.NextAsync());
            await peer.SendAsync(ClientFrame.Close());
            await peer.ReadToEndAsync();
            Assert.False(_calls.Any);
        }

        Assert.Equal("disposed", await _calls.NextAsync());
    }

    [Fact]
    public async Task A_singleton_that_could_not_be_made_is_tried_again()
    {
        await using TestApp app = await StartAsync();
        _calls.FailNext = true;
        using (RawPeer refused = await RawPeer.ConnectAsync(app.Port))
        {
            await refused.SendAsync(RawPeer.Handshake("/shared/x"));
            Assert.StartsWith("HTTP/1.1 500 ", await refused.ReadHeadAsync(), StringComparison.Ordinal);
        }

        _calls.FailNext = false;
        using RawPeer peer = await RawPeer.OpenAsync(app.Port, "/shared/x");
        Assert.Equal("made", await _calls.NextAsync());
        Assert.Equal("made", await _calls.NextAsync());
    }

    private Task<TestApp> StartAsync() => TestApp.StartAsync(build: builder => builder.Services.AddSingleton(_calls));
}
