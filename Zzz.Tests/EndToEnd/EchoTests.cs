using System.Globalization;
using System.Net.WebSockets;
using System.Text;
using Xunit;
using Zzz.Tests.Peers;

namespace Zzz.Tests.EndToEnd;

/// <summary>The echo sample, as a process: messages come back byte for byte.</summary>
public sealed class EchoTests(EchoSample server) : IClassFixture<EchoSample>
{
    private const int MiB = 1024 * 1024;

    [Fact]
    public async Task The_page_is_served()
    {
        using HttpResponseMessage response = await server.Http.GetAsync("/", TestContext.Current.CancellationToken);
        string page = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);

        Assert.Equal("text/html; charset=utf-8", response.Content.Headers.ContentType!.ToString());
        Assert.StartsWith("<!doctype html>", page, StringComparison.Ordinal);
        Assert.EndsWith("</html>\n", page, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("a")]
    [InlineData("Příliš žluťoučký kůň 🐎")]
    public async Task Text_comes_back(string text) => await AssertEchoAsync(WebSocketMessageType.Text, Encoding.UTF8.GetBytes(text));

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(125)]
    [InlineData(126)]
    [InlineData(4096)]
    [InlineData(65535)]
    [InlineData(65536)]
    [InlineData(MiB)]
    public async Task Binary_comes_back(int length) => await AssertEchoAsync(WebSocketMessageType.Binary, Bytes(length));

    [Fact]
    public async Task Text_of_1_MiB_beyond_ASCII_comes_back()
    {
        byte[] text = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("🐎ů\u0800a", MiB / 10)) + new string('a', MiB % 10));
        Assert.Equal(MiB, text.Length);
        await AssertEchoAsync(WebSocketMessageType.Text, text);
    }

    [Fact]
    public async Task Fragments_come_back_as_one_message()
    {
        using ClientPeer peer = await OpenAsync();
        byte[] text = Encoding.UTF8.GetBytes("a kůň 🐎 and more");
        foreach (byte part in text) await peer.SendAsync(WebSocketMessageType.Text, new[] { part }, endOfMessage: false);
        await peer.SendAsync(WebSocketMessageType.Text, ReadOnlyMemory<byte>.Empty);
        await AssertNextAsync(peer, WebSocketMessageType.Text, text);

        byte[] bytes = Bytes(200_000);
        await peer.SendAsync(WebSocketMessageType.Binary, bytes.AsMemory(0, 1), endOfMessage: false);
        await peer.SendAsync(WebSocketMessageType.Binary, bytes.AsMemory(1, 99_999), endOfMessage: false);
        await peer.SendAsync(WebSocketMessageType.Binary, bytes.AsMemory(100_000));
        await AssertNextAsync(peer, WebSocketMessageType.Binary, bytes);
    }

    [Fact]
    public async Task Pings_between_fragments_are_answered_before_the_message()
    {
        using RawPeer peer = await RawPeer.OpenAsync(server.Address.Port, "/ws/echo");
        await peer.SendAsync([.. ClientFrame.Of(0x01, [.. "Hel"u8]), .. ClientFrame.Ping(1, 2, 3)]);
        AssertFrame(0x8A, [1, 2, 3], await peer.ReadFrameAsync());
        await peer.SendAsync([.. ClientFrame.Of(0x00, [.. "lo"u8]), .. ClientFrame.Ping()]);
        AssertFrame(0x8A, [], await peer.ReadFrameAsync());
        await peer.SendAsync(ClientFrame.Of(0x80, [.. "!"u8]));
        AssertFrame(0x81, [.. "Hello!"u8], await peer.ReadFrameAsync());
    }

    [Fact]
    public async Task Many_messages_come_back_in_order()
    {
        using ClientPeer peer = await OpenAsync();
        const int Count = 10_000;
        Task sending = SendAllAsync();
        for (int i = 0; i < Count; i++) await AssertNextAsync(peer, WebSocketMessageType.Text, Numbered(i));
        await sending;

        async Task SendAllAsync()
        {
            for (int i = 0; i < Count; i++) await peer.SendAsync(WebSocketMessageType.Text, Numbered(i));
        }

        static byte[] Numbered(int i) => Encoding.ASCII.GetBytes(i.ToString(CultureInfo.InvariantCulture).PadLeft(i % 300));
    }

    private Task<ClientPeer> OpenAsync() => ClientPeer.OpenAsync(server.WebSocketUri("/ws/echo"));

    private async Task AssertEchoAsync(WebSocketMessageType kind, byte[] payload)
    {
        using ClientPeer peer = await OpenAsync();
        await peer.SendAsync(kind, payload);
        await AssertNextAsync(peer, kind, payload);
    }

    private static async Task AssertNextAsync(ClientPeer peer, WebSocketMessageType kind, byte[] payload)
    {
        (WebSocketMessageType receivedKind, ReadOnlyMemory<byte> received) = await peer.ReceiveAsync();
        Assert.Equal(kind, receivedKind);
        Assert.True(payload.AsSpan().SequenceEqual(received.Span), $"{received.Length} bytes came back, not the {payload.Length} that were sent.");
    }

    private static void AssertFrame(byte first, byte[] payload, ServerFrame frame)
    {
        Assert.Equal(first, frame.First);
        Assert.Equal(payload, frame.Payload);
    }

    private static byte[] Bytes(int length) => [.. Enumerable.Range(0, length).Select(i => (byte)(i * 31 + (i >> 8)))];
}
