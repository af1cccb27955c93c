using System.Net.WebSockets;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Xunit;
using Zzz.Tests.Peers;

namespace Zzz.Tests.Hosting;

/// <summary>Tests the changes that <c>UseZzzTuning</c> makes in Kestrel, and that connections behave the same with it.</summary>
public sealed class TuningTests
{
    private const int BlockSize = 64 * 1024;

    [Fact]
    public async Task Connections_get_blocks_of_64_KiB()
    {
        await using TestApp app = await StartAsync(AnswerBlockSize);
        using var http = new HttpClient();
        Assert.Equal($"{BlockSize}", await http.GetStringAsync(new Uri(app.Address, "/block"), TestContext.Current.CancellationToken).Guarded());
    }

    [Fact]
    public async Task Sockets_call_inline()
    {
        await using TestApp app = await StartAsync();
        Assert.True(app.Services.GetRequiredService<IOptions<SocketTransportOptions>>().Value.UnsafePreferInlineScheduling);
    }

    [Fact]
    public async Task Kestrel_can_be_configured_too()
    {
        await using TestApp app = await TestApp.StartAsync(
            build: builder => builder.WebHost.UseKestrel(_ => { }).UseZzzTuning().ConfigureKestrel(_ => { }),
            use: AnswerBlockSize);
        using var http = new HttpClient();
        Assert.Equal($"{BlockSize}", await http.GetStringAsync(new Uri(app.Address, "/block"), TestContext.Current.CancellationToken).Guarded());
    }

    [Theory]
    [InlineData(1)]
    [InlineData(4 * 1024)]
    [InlineData(BlockSize - 8)]
    [InlineData(BlockSize)]
    [InlineData(512 * 1024)]
    public async Task Messages_of_any_size_come_back(int size)
    {
        await using TestApp app = await StartAsync();
        using ClientPeer peer = await ClientPeer.OpenAsync(app.WebSocketUri("/echo"));
        byte[] message = [.. Enumerable.Range(0, size).Select(i => (byte)(i * 31))];
        for (int i = 0; i < 8; i++)
        {
            Task sending = peer.SendAsync(WebSocketMessageType.Binary, message);
            Assert.Equal(message, (await peer.ReceiveAsync()).Payload.ToArray());
            await sending.Guarded();
        }
    }

    [Fact]
    public async Task Many_connections_get_their_own_messages()
    {
        await using TestApp app = await StartAsync();
        ClientPeer[] peers = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => ClientPeer.OpenAsync(app.WebSocketUri("/echo"))));
        foreach (ClientPeer peer in peers) await peer.SendAsync("hello");
        foreach (ClientPeer peer in peers)
        {
            Assert.Equal("hello"u8.ToArray(), (await peer.ReceiveAsync()).Payload.ToArray());
            peer.Dispose();
        }
    }

    private static void AnswerBlockSize(WebApplication app) =>
        app.MapGet("/block", (HttpContext context) => $"{context.Features.Get<IMemoryPoolFeature>()!.MemoryPool.MaxBufferSize}");

    private static Task<TestApp> StartAsync(Action<WebApplication>? use = null) =>
        TestApp.StartAsync(build: builder => builder.WebHost.UseZzzTuning(), use: use);
}
