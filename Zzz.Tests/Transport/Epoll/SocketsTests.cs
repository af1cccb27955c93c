using System.Net.Sockets;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Xunit;
using Zzz.Tests.Controllers;
using Zzz.Tests.Peers;
using Zzz.Transport.Epoll.Loops;

namespace Zzz.Tests.Transport.Epoll;

/// <summary>Connections on the loops of <c>UseZzzSockets</c>, with real sockets.</summary>
public class SocketsTests
{
    private readonly Calls _calls = new();

    public static TheoryData<int> Loops => [1, 4];

    [Theory]
    [MemberData(nameof(Loops))]
    public async Task Messages_of_any_size_come_back(int loops)
    {
        await using TestApp app = await SocketsApp.StartAsync(loops);
        using RawPeer peer = await RawPeer.OpenAsync(app.Port, "/echo");
        foreach (int size in (int[])[0, 1, 125, 126, 4096, 16_384, 65_528, 65_536, 65_537, 200_000, 1_000_000])
        {
            byte[] payload = [.. Enumerable.Range(0, size).Select(i => (byte)(i * 31))];
            Task sending = peer.SendAsync([.. ClientFrame.Binary(payload), .. ClientFrame.Text("next")]);
            Assert.Equal(payload, (await peer.ReadFrameAsync()).Payload);
            Assert.Equal("next", (await peer.ReadFrameAsync()).Text);
            await sending;
        }
    }

    [Theory]
    [MemberData(nameof(Loops))]
    public async Task Many_connections_get_their_own_messages(int loops)
    {
        await using TestApp app = await SocketsApp.StartAsync(loops);
        await Task.WhenAll(Enumerable.Range(0, 64).Select(number => Task.Run(async () =>
        {
            using RawPeer peer = await RawPeer.OpenAsync(app.Port, "/echo");
            for (int i = 0; i < 50; i++)
            {
                await peer.SendAsync([.. ClientFrame.Text($"{number} {i}"), .. ClientFrame.Text("more")]);
                Assert.Equal($"{number} {i}", (await peer.ReadFrameAsync()).Text);
                Assert.Equal("more", (await peer.ReadFrameAsync()).Text);
            }
        }))).Guarded();
    }

    [Fact]
    public async Task Connections_are_spread_over_the_loops()
    {
        await using TestApp app = await SocketsApp.StartAsync(loops: 4);
        RawPeer[] peers = [.. await Task.WhenAll(Enumerable.Range(0, 40).Select(_ => RawPeer.OpenAsync(app.Port, "/echo")))];
        LoopGroup group = app.Services.GetRequiredService<LoopGroup>();
        Assert.Equal(40, group.Count);
        Assert.Equal(10, group.Idlest.Count);
        foreach (RawPeer peer in peers) peer.Dispose();
    }

    [Theory]
    [MemberData(nameof(Loops))]
    public async Task While_a_handler_awaits_others_are_served_and_its_own_bytes_wait(int loops)
    {
        await using TestApp app = await SocketsApp.StartAsync(loops, calls: _calls);
        using RawPeer waiting = await RawPeer.OpenAsync(app.Port, "/pause"), other = await RawPeer.OpenAsync(app.Port, "/echo");
        await waiting.SendAsync([.. ClientFrame.Text("first"), .. ClientFrame.Text("second")]);
        Assert.Equal("waiting", await _calls.NextAsync());
        for (int i = 0; i < 100; i++)
        {
            await waiting.SendAsync(ClientFrame.Text($"{i}"));
            await AssertEchoAsync(other, $"other {i}");
        }

        app.Services.GetRequiredService<PauseController.Gate>().Open();
        foreach (string text in (string[])["first", "second", .. Enumerable.Range(0, 100).Select(i => $"{i}")])
            Assert.Equal(text, (await waiting.ReadFrameAsync()).Text);
    }

    [Theory]
    [MemberData(nameof(Loops))]
    public async Task A_handler_that_awaits_is_notified_that_its_peer_has_left(int loops)
    {
        await using TestApp app = await SocketsApp.StartAsync(loops, calls: _calls);
        RawPeer peer = await RawPeer.OpenAsync(app.Port, "/handle");
        await peer.SendAsync([.. ClientFrame.Text("wait for the end"), .. ClientFrame.Text("unread")]);
        Assert.Equal("waiting", await _calls.NextAsync());
        peer.Reset();
        Assert.Equal("the end", await _calls.NextAsync());
        Assert.StartsWith("close 1006", await _calls.NextAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_peer_that_has_finished_sending_gets_its_answers()
    {
        await using TestApp app = await SocketsApp.StartAsync(calls: _calls);
        using RawPeer peer = await RawPeer.OpenAsync(app.Port, "/handle");
        await peer.SendAsync([.. ClientFrame.Text("one"), .. ClientFrame.Binary(new byte[300_000])]);
        peer.FinishSending();
        Assert.Equal("one", (await peer.ReadFrameAsync()).Text);
        Assert.Equal(300_000, (await peer.ReadFrameAsync()).Payload.Length);
        Assert.Empty(await peer.ReadToEndAsync());
        Assert.StartsWith("close 1006", await _calls.NextAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_peer_that_closes_and_finishes_at_once_gets_the_close_and_a_FIN()
    {
        await using TestApp app = await SocketsApp.StartAsync(calls: _calls);
        using RawPeer peer = await RawPeer.OpenAsync(app.Port, "/handle");
        await peer.SendAsync(ClientFrame.Close(1000));
        peer.FinishSending();
        Assert.Equal([0x88, 2, 0x03, 0xE8], await peer.ReadToEndAsync());
        Assert.StartsWith("close 1000", await _calls.NextAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_peer_that_reads_nothing_is_held_back_and_costs_no_more_than_the_limit()
    {
        const int Limit = 1024 * 1024;
        await using TestApp app = await SocketsApp.StartAsync(
            options: options => (options.MaxBufferedBytes, options.SlowConsumer) = (Limit, WsSlowConsumer.Drop), calls: _calls);
        using RawPeer peer = await RawPeer.OpenAsync(app.Port, "/handle");
        WsConnection ws = await app.Services.GetRequiredService<Handles>().NextAsync();
        byte[] message = new byte[64 * 1024];
        while (ws.SendBinary(message) == WsSendResult.Sent) Assert.InRange(ws.BufferedBytes, 0, Limit);
        long dropped = ws.BufferedBytes;
        Assert.InRange(dropped, Limit - message.Length - 14, Limit);
        while (ws.BufferedBytes > 0) await peer.ReadFrameAsync();
        Assert.Equal(WsSendResult.Sent, ws.Send("after"));
    }

    [Fact]
    public async Task Threads_that_send_while_a_connection_ends_are_answered_and_frames_stay_whole()
    {
        await using TestApp app = await SocketsApp.StartAsync(loops: 2, options => options.SlowConsumer = WsSlowConsumer.Drop, calls: _calls);
        Handles handles = app.Services.GetRequiredService<Handles>();
        for (int round = 0; round < 20; round++)
        {
            using RawPeer peer = await RawPeer.OpenAsync(app.Port, "/handle");
            WsConnection ws = await handles.NextAsync();
            Task[] senders = [.. Enumerable.Range(0, 8).Select(_ => Task.Run(() =>
            {
                while (ws.Send("payload") != WsSendResult.Closed)
                {
                }
            }))];
            for (int i = 0; i < 100; i++) Assert.Equal("payload", (await peer.ReadFrameAsync()).Text);
            if (round % 2 == 0) peer.Reset();
            else ws.Abort();
            await Task.WhenAll(senders).Guarded();
            Assert.StartsWith("close 1006", await _calls.NextAsync(), StringComparison.Ordinal);
        }
    }

    [Theory]
    [MemberData(nameof(Loops))]
    public async Task Connections_that_are_reset_right_after_the_101_free_their_places(int loops)
    {
        const int Places = 16, Total = 2000;
        await using TestApp app = await SocketsApp.StartAsync(loops, options => options.MaxConnections = Places, calls: _calls);
        int refused = 0;
        await Parallel.ForEachAsync(Enumerable.Range(0, Total), new ParallelOptions { MaxDegreeOfParallelism = Places }, async (_, _) =>
        {
            RawPeer peer = await RawPeer.ConnectAsync(app.Port);
            await peer.SendAsync(RawPeer.Handshake("/handle"));
            if (!(await peer.ReadHeadAsync()).StartsWith("HTTP/1.1 101 ", StringComparison.Ordinal)) Interlocked.Increment(ref refused);
            peer.Reset();
        }).WaitAsync(TimeSpan.FromMinutes(2), TestContext.Current.CancellationToken);
        for (int i = refused; i < Total; i++) Assert.StartsWith("close 1006", await _calls.NextAsync(), StringComparison.Ordinal);

        // The request of the last one may still be ending.
        var deadline = new CancellationTokenSource(Guard.Limit);
        while (app.Services.GetRequiredService<LoopGroup>().Count > 0) await Task.Delay(10, deadline.Token);
        using RawPeer next = await RawPeer.OpenAsync(app.Port, "/echo");
        await AssertEchoAsync(next, "still here");
    }

    [Theory]
    [MemberData(nameof(Loops))]
    public async Task A_server_that_stops_closes_its_connections_with_1001(int loops)
    {
        await using TestApp app = await SocketsApp.StartAsync(loops);
        RawPeer[] peers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => RawPeer.OpenAsync(app.Port, "/echo")));
        using RawPeer silent = await RawPeer.ConnectAsync(app.Port);
        Task stopping = app.StopAsync();
        foreach (RawPeer peer in peers)
        {
            Assert.Equal([0x03, 0xE9], (await peer.ReadFrameAsync()).Payload[..2]);
            await peer.SendAsync(ClientFrame.Close(1001));
            Assert.Empty(await peer.ReadToEndAsync());
            peer.Dispose();
        }

        await stopping;
        await Assert.ThrowsAsync<SocketException>(() => RawPeer.ConnectAsync(app.Port));
    }

    [Fact]
    public async Task A_handler_leaves_nothing_behind_in_the_execution_context_of_the_loop()
    {
        await using TestApp app = await SocketsApp.StartAsync(calls: _calls);
        using RawPeer first = await RawPeer.OpenAsync(app.Port, "/leaking"), second = await RawPeer.OpenAsync(app.Port, "/leaking");
        await first.SendAsync(ClientFrame.Text("mine"));
        Assert.Equal("nothing", (await first.ReadFrameAsync()).Text);
        await second.SendAsync(ClientFrame.Text("yours"));
        Assert.Equal("nothing", (await second.ReadFrameAsync()).Text);
    }

    [Fact]
    public async Task The_options_are_checked_at_the_start()
    {
        OptionsValidationException exception = await Assert.ThrowsAsync<OptionsValidationException>(() => SocketsApp.StartAsync(loops: 0));
        Assert.Contains("ZzzSocketsOptions.Loops must be from 1 to 1024, but is 0.", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_transport_that_was_added_later_is_used_and_a_line_in_the_log_says_so()
    {
        using var log = new LogRecorder("Zzz.Hosting.Sockets.SocketsService");
        await using TestApp app = await SocketsApp.StartAsync(build: builder =>
        {
            builder.Logging.AddProvider(log);
            builder.Services.AddSingleton<IConnectionListenerFactory, SocketTransportFactory>();
        });
        Assert.StartsWith("Warning 71: ", Assert.Single(log.Lines), StringComparison.Ordinal);
        using RawPeer peer = await RawPeer.ConnectAsync(app.Port);
        await peer.SendAsync(RawPeer.Handshake("/echo"));
        Assert.Contains(SocketsApp.OnKestrel, await peer.ReadHeadAsync());
    }

    [Fact]
    public async Task It_does_not_matter_how_often_and_when_it_is_called()
    {
        await using TestApp app = await SocketsApp.StartAsync(build: builder =>
        {
            builder.WebHost.UseZzzSockets().UseZzzTuning().UseSockets().UseKestrel();
            builder.Services.AddZzz();
        });
        using RawPeer peer = await RawPeer.OpenAsync(app.Port, "/echo");
        await AssertEchoAsync(peer, "x");
        Assert.Equal(1, app.Services.GetRequiredService<LoopGroup>().Count);
    }

    private static async Task AssertEchoAsync(RawPeer peer, string text)
    {
        await peer.SendAsync(ClientFrame.Text(text));
        Assert.Equal(text, (await peer.ReadFrameAsync()).Text);
    }
}
