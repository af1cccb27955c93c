using Microsoft.Extensions.DependencyInjection;
using Xunit;
using Zzz.Tests.Controllers;
using Zzz.Tests.Peers;

namespace Zzz.Tests.Hosting;

/// <summary>With <see cref="WsOptions.ScopePerMessage"/>, the services of a handler live as long as the call.</summary>
public sealed class MessageScopeTests
{
    private readonly Calls _calls = new();

    [Fact]
    public async Task Each_message_has_services_of_its_own_that_end_with_its_handler()
    {
        await using TestApp app = await StartAsync();
        using RawPeer peer = await RawPeer.OpenAsync(app.Port, "/scopes/on");
        string first = await AskAsync(peer, "one"), second = await AskAsync(peer, "two");

        Assert.NotEqual(first, second);
        Assert.EndsWith(" False", first, StringComparison.Ordinal);
        Assert.Equal(first, $"{await _calls.NextAsync()} False");
        Assert.Equal(second, $"{await _calls.NextAsync()} False");
        Assert.False(_calls.Any); // the service of OnOpen is still alive
    }

    [Fact]
    public async Task A_handler_that_throws_ends_them_too()
    {
        await using TestApp app = await StartAsync();
        using RawPeer peer = await RawPeer.OpenAsync(app.Port, "/scopes/on");
        await peer.SendAsync(ClientFrame.Text("throw"));
        await _calls.NextAsync();
        Assert.Equal(await AskAsync(peer, "one"), $"{await _calls.NextAsync()} False");
    }

    [Fact]
    public async Task A_handler_without_services_has_no_scope()
    {
        await using TestApp app = await StartAsync();
        using RawPeer peer = await RawPeer.OpenAsync(app.Port, "/scopes/on");
        await peer.SendAsync(ClientFrame.Binary([1]));
        Assert.Equal("no service", (await peer.ReadFrameAsync()).Text);
        Assert.False(_calls.Any);
    }

    [Fact]
    public async Task Without_the_option_a_connection_has_one_scope()
    {
        await using TestApp app = await StartAsync();
        using RawPeer peer = await RawPeer.OpenAsync(app.Port, "/scopes/off");
        string first = await AskAsync(peer, "one");
        Assert.EndsWith(" True", first, StringComparison.Ordinal);
        Assert.Equal(first, await AskAsync(peer, "two"));
        Assert.False(_calls.Any);
    }

    [Fact]
    public async Task Each_event_of_a_channel_has_services_of_its_own()
    {
        await using WsTestApp app = await MemoryApp.StartAsync(services: Add);
        await using ChannelTestClient socket = await app.ConnectChannelsAsync("/scopes/socket/websocket?vsn=2.0.0");
        ChannelTestTopic topic = await socket.JoinAsync("scopes");
        string first = await topic.PushAsync<string>("tell"), second = await topic.PushAsync<string>("tell");
        Assert.Equal("no service", await topic.PushAsync<string>("nothing"));

        Assert.Equal(3, new[] { $"{topic.Response.Json<string>()} True", first, second }.Distinct().Count());
        Assert.Equal(first, $"{await _calls.NextAsync()} True");
        Assert.Equal(second, $"{await _calls.NextAsync()} True");
        Assert.False(_calls.Any);
    }

    private static async Task<string> AskAsync(RawPeer peer, string text)
    {
        await peer.SendAsync(ClientFrame.Text(text));
        return (await peer.ReadFrameAsync()).Text;
    }

    private Task<TestApp> StartAsync() => TestApp.StartAsync(build: builder => Add(builder.Services));

    private void Add(IServiceCollection services) => services.AddSingleton(_calls).AddScoped<MessageScopeControllers.Service>();
}
