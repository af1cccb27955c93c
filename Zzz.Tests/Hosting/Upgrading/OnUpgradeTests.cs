using Microsoft.Extensions.DependencyInjection;
using Xunit;
using Zzz.Tests.Controllers;
using Zzz.Tests.Peers;

namespace Zzz.Tests.Hosting.Upgrading;

public class OnUpgradeTests
{
    private readonly Calls _calls = new();

    [Theory]
    [InlineData("bool", "403")]
    [InlineData("task-of-bool", "403")]
    [InlineData("valuetask-of-bool", "403")]
    [InlineData("result", "418")]
    [InlineData("task-of-result", "418")]
    [InlineData("valuetask-of-result", "418")]
    public async Task Each_form_accepts_and_refuses(string form, string status)
    {
        await using TestApp app = await TestApp.StartAsync();
        Assert.StartsWith("HTTP/1.1 101 ", await AnswerAsync(app, $"/verdict/{form}?accept=true"), StringComparison.Ordinal);
        Assert.StartsWith($"HTTP/1.1 {status} ", await AnswerAsync(app, $"/verdict/{form}?accept=false"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/guarded", "401")]
    [InlineData("/guarded?token=throw", "500")]
    public async Task A_controller_that_refuses_or_throws_is_disposed_of(string path, string status)
    {
        await using TestApp app = await StartAsync();
        Assert.StartsWith($"HTTP/1.1 {status} ", await AnswerAsync(app, path), StringComparison.Ordinal);
        Assert.Equal("disposed", await _calls.NextAsync());
    }

    [Fact]
    public async Task What_it_keeps_in_the_items_of_the_request_the_connection_has_too()
    {
        await using TestApp app = await StartAsync();
        using RawPeer peer = await RawPeer.OpenAsync(app.Port, "/guarded?token=abc", "Sec-WebSocket-Protocol: other, guarded.v1");
        Assert.Equal("abc abc guarded.v1", (await peer.ReadFrameAsync()).Text);
    }

    private static async Task<string> AnswerAsync(TestApp app, string path)
    {
        using RawPeer peer = await RawPeer.ConnectAsync(app.Port);
        await peer.SendAsync(RawPeer.Handshake(path));
        return await peer.ReadHeadAsync();
    }

    private Task<TestApp> StartAsync() => TestApp.StartAsync(build: builder => builder.Services.AddSingleton(_calls));
}
