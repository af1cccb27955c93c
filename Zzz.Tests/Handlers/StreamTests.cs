using Microsoft.Extensions.DependencyInjection;
using Xunit;
using Zzz.Tests.Controllers;
using Zzz.Tests.Peers;

namespace Zzz.Tests.Handlers;

/// <summary>A stream keeps its handler's turn, ends when the connection ends, and is always disposed.</summary>
public sealed class StreamTests
{
    private readonly Calls _calls = new();

    [Fact]
    public async Task The_next_message_waits_until_it_has_ended()
    {
        await using TestApp app = await StartAsync();
        using RawPeer peer = await RawPeer.OpenAsync(app.Port, "/streams");
        await peer.SendAsync([.. ClientFrame.Text("two"), .. ClientFrame.Text("two"), .. ClientFrame.Ping()]);
        foreach (string text in new[] { "0", "1", "0", "1" }) Assert.Equal(text, (await peer.ReadFrameAsync()).Text);
        Assert.Equal(0x8A, (await peer.ReadFrameAsync()).First);
        await ExpectAsync("end of two", "end of two");
    }

    [Fact]
    public async Task What_it_throws_goes_to_OnError()
    {
        await using TestApp app = await StartAsync();
        using RawPeer peer = await RawPeer.OpenAsync(app.Port, "/streams");
        await peer.SendAsync([.. ClientFrame.Text("throw"), .. ClientFrame.Text("two")]);
        foreach (string text in new[] { "0", "0", "1" }) Assert.Equal(text, (await peer.ReadFrameAsync()).Text);
        await ExpectAsync("end of throw", "on purpose", "end of two");
    }

    [Theory]
    [InlineData("wait")]
    [InlineData("endless")] // ignores its token
    public async Task It_ends_with_its_connection_and_that_is_no_error(string text)
    {
        await using TestApp app = await StartAsync();
        using (RawPeer peer = await RawPeer.OpenAsync(app.Port, "/streams"))
        {
            await peer.SendAsync(ClientFrame.Text(text));
            Assert.Equal("0", (await peer.ReadFrameAsync()).Text);
        }

        await ExpectAsync($"end of {text}", "closed");
    }

    private async Task ExpectAsync(params string[] calls)
    {
        foreach (string call in calls) Assert.Equal(call, await _calls.NextAsync());
    }

    private Task<TestApp> StartAsync() => TestApp.StartAsync(build: builder => builder.Services.AddSingleton(_calls));
}
