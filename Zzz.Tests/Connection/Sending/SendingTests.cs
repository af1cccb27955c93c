using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Xunit;
using Zzz.Tests.Controllers;
using Zzz.Tests.Peers;

namespace Zzz.Tests.Connection.Sending;

/// <summary>Sending from anywhere, to fast and slow peers, on real sockets.</summary>
public sealed class SendingTests : IAsyncLifetime
{
    private readonly Calls _calls = new();
    private readonly Handles _handles = new();
    private TestApp _app = null!;

    public async ValueTask InitializeAsync() => _app = await TestApp.StartAsync(
        options => options.CloseTimeout = TimeSpan.FromSeconds(1),
        builder => builder.Services.AddSingleton(_calls).AddSingleton(_handles));

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    [Fact]
    public async Task Messages_of_many_threads_never_interleave_and_keep_each_threads_order()
    {
        const int Threads = 8, Messages = 500;
        (RawPeer peer, WsConnection ws) = await OpenAsync();
        Task[] senders = [.. Enumerable.Range(0, Threads).Select(thread => Task.Run(() => SendAllAsync(ws, thread)))];

        int[] next = new int[Threads];
        for (int i = 0; i < Threads * Messages; i++)
        {
            string[] parts = (await peer.ReadFrameAsync()).Text.Split(' ');
            int thread = int.Parse(parts[0], null);
            Assert.Equal(next[thread]++, int.Parse(parts[1], null));
            Assert.Equal(new string((char)('a' + thread), parts[2].Length), parts[2]);
        }

        await Task.WhenAll(senders).Guarded();
        peer.Dispose();

        static async Task SendAllAsync(WsConnection ws, int thread)
        {
            for (int i = 0; i < Messages; i++)
            {
                string text = $"{thread} {i} {new string((char)('a' + thread), i * 7)}";
                Assert.Equal(WsSendResult.Sent, i % 2 == 0 ? await ws.SendAsync(text) : await ws.SendUtf8Async(Encoding.UTF8.GetBytes(text)));
            }
        }
    }

    [Fact]
    public async Task SendAsync_waits_for_room_and_loses_nothing()
    {
        (RawPeer peer, WsConnection ws) = await OpenAsync();
        Task<WsSendResult[]> sending = SendManyAsync(ws, 200);
        await WaitForStandstillAsync(ws);
        Assert.False(sending.IsCompleted);
        Assert.InRange(ws.BufferedBytes, 0, 1024 * 1024);

        for (int i = 0; i < 200; i++) Assert.Equal(i, (await peer.ReadFrameAsync()).Payload[0]);
        Assert.All(await sending.Guarded(), result => Assert.Equal(WsSendResult.Sent, result));
        peer.Dispose();
    }

    [Theory]
    [InlineData("reset")]
    [InlineData("close")]
    [InlineData("abort")]
    public async Task SendAsync_ends_when_the_connection_does(string how)
    {
        (RawPeer peer, WsConnection ws) = await OpenAsync();
        Task<WsSendResult[]> sending = SendManyAsync(ws, 200);
        await WaitForStandstillAsync(ws);
        switch (how)
        {
            case "reset": peer.Reset(); break;
            case "close": ws.Close(); break;
            case "abort": ws.Abort(); break;
        }

        Assert.Equal(WsSendResult.Closed, (await sending.Guarded())[^1]);
        peer.Dispose();
    }

    [Fact]
    public async Task A_wait_for_room_can_be_cancelled_and_the_connection_goes_on()
    {
        (RawPeer peer, WsConnection ws) = await OpenAsync();
        using var cancel = new CancellationTokenSource();
        var sent = 0;
        Task sending = Task.Run(
            async () =>
            {
                for (; ; sent++) await ws.SendBinaryAsync(new byte[100_000], cancellationToken: cancel.Token);
            },
            TestContext.Current.CancellationToken);
        await WaitForStandstillAsync(ws);
        await cancel.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => sending.Guarded());

        for (int i = 0; i < sent; i++) Assert.Equal(100_000, (await peer.ReadFrameAsync()).Payload.Length);
        Assert.Equal(WsSendResult.Sent, ws.Send("still here"));
        Assert.Equal("still here", (await peer.ReadFrameAsync()).Text);
        peer.Dispose();
    }

    [Fact]
    public async Task A_slow_consumer_may_have_messages_dropped()
    {
        using RawPeer peer = await RawPeer.OpenAsync(_app.Port, "/slow/drop");
        await peer.SendAsync(ClientFrame.Text("go"));
        string[] told = (await _calls.NextAsync()).Split(' ');
        Assert.Equal(["Dropped", "True"], told[1..]);

        for (int i = 0; i < int.Parse(told[0], null); i++) Assert.Equal(10_000, (await peer.ReadFrameAsync()).Payload.Length);
        await peer.SendAsync(ClientFrame.Close(1000));
        Assert.Equal(1000, (await peer.ReadFrameAsync()).CloseCode);
    }

    [Fact]
    public async Task A_slow_consumer_is_closed_with_1008_after_what_was_sent()
    {
        using RawPeer peer = await RawPeer.OpenAsync(_app.Port, "/slow/close");
        await peer.SendAsync(ClientFrame.Text("go"));
        string[] told = (await _calls.NextAsync()).Split(' ');
        Assert.Equal("Closed", told[1]);

        for (int i = 0; i < int.Parse(told[0], null); i++) Assert.Equal(10_000, (await peer.ReadFrameAsync()).Payload.Length);
        Assert.Equal(1008, (await peer.ReadFrameAsync()).CloseCode);
        Assert.Equal("close 1008", await _calls.NextAsync());
    }

    [Fact]
    public async Task A_slow_consumer_that_never_reads_is_dropped()
    {
        using RawPeer peer = await RawPeer.OpenAsync(_app.Port, "/slow/close");
        await peer.SendAsync(ClientFrame.Text("go"));
        Assert.EndsWith("Closed", await _calls.NextAsync());
        Assert.Equal("close 1008", await _calls.NextAsync());
    }

    [Fact]
    public async Task A_quick_reader_of_large_messages_is_no_slow_consumer()
    {
        (RawPeer peer, _) = await OpenAsync("/echo");
        byte[] large = ClientFrame.Binary(new byte[1024 * 1024]);
        byte[] small = [.. ClientFrame.Text("small"), .. ClientFrame.Ping(1)];
        Task sending = Task.Run(
            async () =>
            {
                for (int i = 0; i < 20; i++) await peer.SendAsync([.. small, .. large]);
            },
            TestContext.Current.CancellationToken);

        for (int i = 0; i < 20; i++)
        {
            Assert.Equal("small", (await peer.ReadFrameAsync()).Text);
            Assert.Equal(0x8A, (await peer.ReadFrameAsync()).First);
            Assert.Equal(1024 * 1024, (await peer.ReadFrameAsync()).Payload.Length);
        }

        await sending;
        peer.Dispose();
    }

    [Fact]
    public async Task A_close_reason_that_is_too_long_is_cut_between_characters()
    {
        (RawPeer peer, WsConnection ws) = await OpenAsync();
        ws.Close((WsCloseCode)4000, new string('é', 100));
        ServerFrame close = await peer.ReadFrameAsync();
        Assert.Equal((4000, 2 + 122), (close.CloseCode, close.Payload.Length));
        Assert.Equal(new string('é', 61), Encoding.UTF8.GetString(close.Payload.AsSpan(2)));
        peer.Dispose();
    }

    [Theory]
    [InlineData(0)]
    [InlineData(999)]
    [InlineData(1004)]
    [InlineData(1005)]
    [InlineData(1006)]
    [InlineData(1010)]
    [InlineData(1015)]
    [InlineData(2999)]
    [InlineData(5000)]
    public async Task A_close_code_that_a_server_may_not_send_is_refused(int code)
    {
        (RawPeer peer, WsConnection ws) = await OpenAsync();
        Assert.Throws<ArgumentOutOfRangeException>(() => ws.Close((WsCloseCode)code));
        Assert.Equal(WsSendResult.Sent, ws.Send("still open"));
        peer.Dispose();
    }

    private static async Task<WsSendResult[]> SendManyAsync(WsConnection ws, int count)
    {
        var results = new WsSendResult[count];
        for (int i = 0; i < count; i++)
        {
            byte[] payload = new byte[100_000];
            payload[0] = (byte)i;
            results[i] = await ws.SendBinaryAsync(payload, WsSendFlags.NoCompression);
        }

        return results;
    }

    /// <summary>Waits until so much data is waiting that another message would not fit.</summary>
    private static async Task WaitForStandstillAsync(WsConnection ws)
    {
        while (ws.BufferedBytes < 900_000) await Task.Yield();
    }

    private async Task<(RawPeer Peer, WsConnection Handle)> OpenAsync(string path = "/handle")
    {
        RawPeer peer = await RawPeer.OpenAsync(_app.Port, path);
        return (peer, path == "/handle" ? await _handles.NextAsync() : null!);
    }
}
