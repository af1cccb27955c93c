using Microsoft.Extensions.DependencyInjection;
using Xunit;
using Zzz.Tests.Controllers;
using Zzz.Tests.Peers;

namespace Zzz.Tests.Hosting.Binding;

public class LifetimeTests
{
    private readonly Calls _calls = new();

    [Fact]
    public async Task Connections_share_a_singleton_but_not_the_values_of_their_requests()
    {
        await using WsTestApp app = await StartAsync();
        await using WsTestClient one = await app.ConnectAsync("/shared/one");
        await using WsTestClient two = await app.ConnectAsync("/shared/two");

        await one.SendAsync("a");
        await one.ExpectTextAsync("one a 1");
        await two.SendAsync("b");
        await two.ExpectTextAsync("two b 2");

        Assert.Equal("made", await _calls.NextAsync());
        Assert.False(_calls.Any);
    }

    [Fact]
    public async Task A_singleton_is_made_with_the_first_connection_and_disposed_of_with_the_app()
    {
        await using (WsTestApp app = await StartAsync())
        {
            Assert.False(_calls.Any);
            await using WsTestClient client = await app.ConnectAsync("/shared/x");
            Assert.Equal("made", await _calls.NextAsync());
            await client.CloseAsync();
            Assert.False(_calls.Any);
        }

        Assert.Equal("disposed", await _calls.NextAsync());
    }

    [Fact]
    public async Task A_singleton_that_could_not_be_made_is_tried_again()
    {
        await using WsTestApp app = await StartAsync();
        _calls.FailNext = true;
        await app.ExpectRefusalAsync("/shared/x", 500);

        _calls.FailNext = false;
        await using WsTestClient client = await app.ConnectAsync("/shared/x");
        Assert.Equal("made", await _calls.NextAsync());
        Assert.Equal("made", await _calls.NextAsync());
    }

    private Task<WsTestApp> StartAsync() => MemoryApp.StartAsync(services: services => services.AddSingleton(_calls));
}
