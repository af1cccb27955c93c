using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Xunit;
using Zzz.Tests.Controllers;
using Zzz.Tests.Peers;

namespace Zzz.Tests.Hosting.Upgrading;

/// <summary>The values of the request that a connection keeps, and the services that belong to the connection.</summary>
public sealed class UpgradeRequestTests : IAsyncLifetime
{
    private readonly Calls _calls = new();
    private TestApp _app = null!;

    public async ValueTask InitializeAsync() => _app = await TestApp.StartAsync(
        build: builder =>
        {
            builder.Services.AddSingleton(_calls);
            builder.Services.AddScoped<ScopedController.Service>();
            HeaderAuthentication.AddTo(builder.Services);
        },
        use: app => app.Use((context, next) =>
        {
            context.Items["colour"] = "blue";
            context.Items[new object()] = "unreachable";
            if (context.Request.Path == "/scoped")
                context.Items["request"] = context.RequestServices.GetRequiredService<ScopedController.Service>().Number;
            return next(context);
        }));

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    [Theory]
    [InlineData("param room", "lob by")]
    [InlineData("param ROOM", "lob by")]
    [InlineData("param id", "7")]
    [InlineData("param other", "nothing")]
    [InlineData("query token", "a b")]
    [InlineData("query TOKEN", "a b")]
    [InlineData("query twice", "1")]
    [InlineData("query empty", "")]
    [InlineData("query other", "nothing")]
    [InlineData("assign colour", "blue")]
    [InlineData("assign COLOUR", "nothing")]
    [InlineData("user", "nothing")]
    [InlineData("subprotocol", "nothing")]
    public async Task The_request_can_be_asked_after_the_upgrade(string question, string answer) =>
        Assert.Equal(answer, await AskAsync(question, "/inspect/lob%20by/7?token=a%20b&twice=1&twice=2&empty="));

    [Theory]
    [InlineData("param id")]
    [InlineData("query token")]
    public async Task What_was_left_out_is_nothing(string question) => Assert.Equal("nothing", await AskAsync(question, "/inspect/lobby"));

    [Fact]
    public async Task The_user_is_that_of_the_request() => Assert.Equal("ada", await AskAsync("user", "/inspect/lobby", "X-User: ada"));

    [Fact]
    public async Task The_remote_end_point_is_the_peers()
    {
        using RawPeer peer = await RawPeer.OpenAsync(_app.Port, "/inspect/lobby");
        await peer.SendAsync(ClientFrame.Text("remote"));
        Assert.Equal(peer.Socket.LocalEndPoint!.ToString(), (await peer.ReadFrameAsync()).Text);
    }

    [Fact]
    public async Task Each_connection_has_its_own_id() =>
        Assert.NotEqual(await AskAsync("id", "/inspect/lobby"), await AskAsync("id", "/inspect/lobby"));

    [Fact]
    public async Task Scoped_services_are_the_connections_own_and_disposed_of_after_OnClose()
    {
        (int ofFirst, int ofFirstRequest, RawPeer first) = await OpenScopedAsync();
        (int ofSecond, int ofSecondRequest, RawPeer second) = await OpenScopedAsync();
        Assert.Equal(4, new HashSet<int> { ofFirst, ofFirstRequest, ofSecond, ofSecondRequest }.Count);

        first.Dispose();
        Assert.Equal($"close {ofFirst}", await _calls.NextAsync());
        Assert.Equal($"dispose {ofFirst}", await _calls.NextAsync());
        Assert.Equal($"dispose {ofFirstRequest}", await _calls.NextAsync());
        second.Dispose();
        Assert.Equal($"close {ofSecond}", await _calls.NextAsync());
    }

    private async Task<(int Own, int Requests, RawPeer Peer)> OpenScopedAsync()
    {
        RawPeer peer = await RawPeer.OpenAsync(_app.Port, "/scoped");
        int[] numbers = [.. (await peer.ReadFrameAsync()).Text.Split(' ').Select(int.Parse)];
        return (numbers[0], numbers[1], peer);
    }

    private async Task<string> AskAsync(string question, string path, params string[] headers)
    {
        using RawPeer peer = await RawPeer.OpenAsync(_app.Port, path, headers);
        await peer.SendAsync(ClientFrame.Text(question));
        return (await peer.ReadFrameAsync()).Text;
    }
}
