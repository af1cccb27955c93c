using System.Net.WebSockets;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Xunit;
using Zzz.Tests.Controllers;
using Zzz.Tests.Peers;

namespace Zzz.Tests.Connection;

/// <summary>permessage-deflate over real sockets (RFC 7692): what is negotiated, and what is then sent over the wire.</summary>
public class CompressionTests
{
    private const string Offer = "Sec-WebSocket-Extensions: permessage-deflate";
    private static readonly string Json = string.Concat(Enumerable.Range(0, 40).Select(i => $$"""{"id":{{i}},"name":"user {{i}}","online":true},"""));

    /// <summary>"Hello", compressed on its own (RFC 7692 §7.2.3.1).</summary>
    private static readonly byte[] CompressedHello = [0xF2, 0x48, 0xCD, 0xC9, 0xC9, 0x07, 0x00];

    [Theory]
    [InlineData(false, false, 15)]
    [InlineData(true, true, 15)]
    [InlineData(true, true, 9)]
    [InlineData(true, false, 12)]
    [InlineData(false, true, 10)]
    public async Task ClientWebSocket_gets_its_messages_back(bool serverTakeover, bool clientTakeover, int windowBits)
    {
        await using TestApp app = await TestApp.StartAsync(options =>
        {
            options.Compression.ServerContextTakeover = serverTakeover;
            options.Compression.ClientContextTakeover = clientTakeover;
            options.Compression.MinSize = 0;
        });
        using var client = new ClientWebSocket();
        client.Options.DangerousDeflateOptions = new WebSocketDeflateOptions
        {
            ServerContextTakeover = serverTakeover,
            ClientContextTakeover = clientTakeover,
            ServerMaxWindowBits = windowBits,
            ClientMaxWindowBits = windowBits,
        };
        await client.ConnectAsync(app.WebSocketUri("/echo"), TestContext.Current.CancellationToken).Guarded();

        byte[] buffer = new byte[Json.Length];
        foreach (int length in new[] { 0, 1, 5, 300, Json.Length, 3, Json.Length, 1000 })
        {
            await client.SendAsync(Encoding.UTF8.GetBytes(Json[..length]), WebSocketMessageType.Text, true, TestContext.Current.CancellationToken).Guarded();
            Assert.Equal(Json[..length], await ReceiveAsync(client, buffer));
        }

        await client.CloseAsync(WebSocketCloseStatus.NormalClosure, "", TestContext.Current.CancellationToken).Guarded();
    }

    [Fact]
    public async Task A_message_from_MinSize_on_goes_out_compressed()
    {
        await using TestApp app = await TestApp.StartAsync();
        using RawPeer peer = await RawPeer.OpenAsync(app.Port, "/echo", Offer);
        await peer.SendAsync([.. ClientFrame.Text(Json[..256]), .. ClientFrame.Text(Json[..255])]);

        ServerFrame compressed = await peer.ReadFrameAsync();
        Assert.Equal(0xC1, compressed.First);
        Assert.InRange(compressed.Payload.Length, 1, 200);
        Assert.Equal(0x81, (await peer.ReadFrameAsync()).First);
    }

    [Fact]
    public async Task A_message_that_does_not_shrink_goes_out_as_it_is()
    {
        await using TestApp app = await TestApp.StartAsync();
        using RawPeer peer = await RawPeer.OpenAsync(app.Port, "/echo", Offer);
        byte[] noise = new byte[4096];
        new Random(7).NextBytes(noise);
        await peer.SendAsync(ClientFrame.Binary(noise));

        ServerFrame frame = await peer.ReadFrameAsync();
        Assert.Equal(0x82, frame.First);
        Assert.Equal(noise, frame.Payload);
    }

    [Fact]
    public async Task A_send_may_ask_not_to_be_compressed()
    {
        await using TestApp app = await TestApp.StartAsync();
        using RawPeer peer = await RawPeer.OpenAsync(app.Port, "/compression", Offer);
        await peer.SendAsync([.. ClientFrame.Text(Json), .. ClientFrame.Binary(Encoding.UTF8.GetBytes(Json))]);

        Assert.Equal(0xC1, (await peer.ReadFrameAsync()).First);
        Assert.Equal(0x82, (await peer.ReadFrameAsync()).First);
    }

    [Theory]
    [InlineData(WsSendFlags.None, true)]
    [InlineData(WsSendFlags.NoCompression, false)]
    public async Task Every_way_of_sending_and_publishing_obeys_the_flags(WsSendFlags flags, bool compressed)
    {
        var handles = new Handles();
        await using TestApp app = await TestApp.StartAsync(build: builder => builder.Services.AddSingleton(new Calls()).AddSingleton(handles));
        using RawPeer peer = await RawPeer.OpenAsync(app.Port, "/handle", Offer);
        WsConnection ws = await handles.NextAsync();
        ws.Subscribe("room");

        byte[] utf8 = Encoding.UTF8.GetBytes(Json);
        var message = new WsMessage(WsMessageKind.Binary, utf8);
        var order = new Order(Json);
        ws.Send(Json, flags);
        ws.Send(Json.AsSpan(), flags);
        ws.SendUtf8(utf8, flags);
        ws.SendJson(order, flags);
        await ws.SendAsync(Json, flags, TestContext.Current.CancellationToken);
        await ws.SendUtf8Async(utf8, flags, TestContext.Current.CancellationToken);
        await ws.SendJsonAsync(order, flags, TestContext.Current.CancellationToken);
        ws.Publish("room", Json, flags);
        ws.PublishJson("room", order, flags);
        ws.PubSub.Publish("room", Json.AsSpan(), flags);
        ws.PubSub.PublishUtf8("room", utf8, flags);
        for (int i = 0; i < 11; i++) Assert.Equal(compressed ? 0xC1 : 0x81, (await peer.ReadFrameAsync()).First);

        ws.Send(message, flags);
        ws.SendBinary(utf8, flags);
        await ws.SendAsync(message, flags, TestContext.Current.CancellationToken);
        await ws.SendBinaryAsync(utf8, flags, TestContext.Current.CancellationToken);
        ws.Publish("room", message, flags);
        ws.PubSub.PublishBinary("room", utf8, flags);
        for (int i = 0; i < 6; i++) Assert.Equal(compressed ? 0xC2 : 0x82, (await peer.ReadFrameAsync()).First);
    }

    [Fact]
    public async Task A_compressed_message_is_read_whole_fragmented_and_with_a_ping_between()
    {
        await using TestApp app = await TestApp.StartAsync();
        using RawPeer peer = await RawPeer.OpenAsync(app.Port, "/echo", Offer);
        await peer.SendAsync(
        [
            .. ClientFrame.Of(0xC1, CompressedHello),
            .. ClientFrame.Of(0x41, CompressedHello[..3]), .. ClientFrame.Ping(1), .. ClientFrame.Of(0x80, CompressedHello[3..]),
        ]);

        Assert.Equal("Hello", (await peer.ReadFrameAsync()).Text);
        Assert.Equal(0x8A, (await peer.ReadFrameAsync()).First);
        Assert.Equal("Hello", (await peer.ReadFrameAsync()).Text);
    }

    [Theory]
    [InlineData("RSV1 without negotiation", 0xC1, 1002, false)]
    [InlineData("RSV1 on a control frame", 0xC9, 1002, true)]
    [InlineData("RSV1 on a continuation", 0xC0, 1002, true)]
    [InlineData("RSV2", 0xA1, 1002, true)]
    public async Task A_reserved_bit_out_of_place_fails_the_connection(string what, byte first, int code, bool negotiated)
    {
        Assert.NotEmpty(what);
        await using TestApp app = await TestApp.StartAsync();
        using RawPeer peer = await RawPeer.OpenAsync(app.Port, "/echo", negotiated ? [Offer] : []);
        await peer.SendAsync(ClientFrame.Of(first, CompressedHello));
        Assert.Equal(code, (await peer.ReadFrameAsync()).CloseCode);
    }

    [Theory]
    [InlineData("a bad block type", new byte[] { 0x06 })]
    [InlineData("a stream that is cut off", new byte[] { 0xF2, 0x48, 0xCD })]
    [InlineData("text that is not UTF-8, once inflated", new byte[] { 0xFA, 0x0F, 0x00 })]
    public async Task What_does_not_inflate_to_a_message_fails_with_1007(string what, byte[] compressed)
    {
        Assert.NotEmpty(what);
        await using TestApp app = await TestApp.StartAsync();
        using RawPeer peer = await RawPeer.OpenAsync(app.Port, "/echo", Offer);
        await peer.SendAsync(ClientFrame.Of(0xC1, compressed));
        Assert.Equal(1007, (await peer.ReadFrameAsync()).CloseCode);
    }

    [Fact]
    public async Task What_cannot_be_inflated_fails_before_the_message_ends()
    {
        await using TestApp app = await TestApp.StartAsync();
        using RawPeer peer = await RawPeer.OpenAsync(app.Port, "/echo", Offer);
        await peer.SendAsync(ClientFrame.Of(0x41, [0x06]));
        Assert.Equal(1007, (await peer.ReadFrameAsync()).CloseCode);
    }

    [Fact]
    public async Task A_reference_to_an_earlier_message_fails_without_takeover()
    {
        await using TestApp app = await TestApp.StartAsync();
        using RawPeer peer = await RawPeer.OpenAsync(app.Port, "/echo", Offer);

        // The second "Hello" refers to the first (RFC 7692 §7.2.3.2).
        await peer.SendAsync([.. ClientFrame.Of(0xC1, CompressedHello), .. ClientFrame.Of(0xC1, [0xF2, 0x00, 0x11, 0x00, 0x00])]);
        Assert.Equal("Hello", (await peer.ReadFrameAsync()).Text);
        Assert.Equal(1007, (await peer.ReadFrameAsync()).CloseCode);
    }

    [Fact]
    public async Task The_limit_is_that_of_the_inflated_message()
    {
        await using TestApp app = await TestApp.StartAsync(options => options.MaxMessageSize = 5);
        using RawPeer peer = await RawPeer.OpenAsync(app.Port, "/echo", Offer);

        // A longer payload that inflates to 5 bytes is accepted; one that inflates to 6 is not.
        byte[] stored = [0x00, 0x05, 0x00, 0xFA, 0xFF, .. "Hello"u8, 0x00];
        byte[] longer = [.. stored[..^1], 0x00, 0x01, 0x00, 0xFE, 0xFF, (byte)'!', 0x00];
        await peer.SendAsync([.. ClientFrame.Of(0xC1, stored), .. ClientFrame.Of(0xC1, longer)]);

        Assert.Equal("Hello", (await peer.ReadFrameAsync()).Text);
        Assert.Equal(1009, (await peer.ReadFrameAsync()).CloseCode);
    }

    private static async Task<string> ReceiveAsync(ClientWebSocket client, byte[] buffer)
    {
        int length = 0;
        while (true)
        {
            ValueWebSocketReceiveResult received = await client.ReceiveAsync(buffer.AsMemory(length), default).AsTask().Guarded();
            length += received.Count;
            if (received.EndOfMessage) return Encoding.UTF8.GetString(buffer, 0, length);
        }
    }
}
