using System.Net.WebSockets;
using System.Text;
using Xunit;
using Zzz.Tests.Peers;

namespace Zzz.Tests.EndToEnd;

/// <summary>Time in which the server does not run does not count against any peer, but a silent peer is still detected.</summary>
public class StandstillTests
{
    private const string Heartbeat = """[null,"1","phoenix","heartbeat",{}]""";
    private const int Talkers = 10;

    /// <summary>Three times the shortest deadline of the server.</summary>
    private static readonly TimeSpan Standstill = TimeSpan.FromSeconds(6);

    private static readonly TimeSpan BetweenMessages = TimeSpan.FromMilliseconds(200);

    private enum Trouble
    {
        Process,
        ThreadPool,
    }

    [Theory]
    [InlineData(nameof(Trouble.Process), false)]
    [InlineData(nameof(Trouble.Process), true)]
    [InlineData(nameof(Trouble.ThreadPool), false)]
    [InlineData(nameof(Trouble.ThreadPool), true)]
    public async Task A_server_that_stands_still_drops_no_peer_that_talks_and_finds_the_silent(string trouble, bool tuned)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "There is no SIGSTOP.");
        await using var server = new TunedServer(tuned);
        await server.InitializeAsync();
        using var done = new CancellationTokenSource();
        ClientPeer[] peers = await OpenAsync(server, Enumerable.Repeat("/ws/impatient", Talkers));
        ClientPeer[] clients = await OpenAsync(server, Enumerable.Repeat("/impatient/websocket?vsn=2.0.0", Talkers));
        Task[] talking =
        [
            .. peers.Select(peer => TalkAsync(peer, "hello", done.Token)),
            .. clients.Select(peer => TalkAsync(peer, Heartbeat, done.Token)),
        ];
        Task silent = Task.WhenAll(ExpectClosedAsync(server, "/ws/impatient", "idle"), ExpectClosedAsync(server, "/impatient/websocket?vsn=2.0.0", "no heartbeat"));
        using RawPeer deaf = await RawPeer.OpenAsync(server.Address.Port, "/ws/impatient");

        await CauseAsync(server, Enum.Parse<Trouble>(trouble));
        await silent.Guarded();
        await ReadToEndAsync(deaf);
        await Task.Delay(Standstill / 2, TestContext.Current.CancellationToken); // the talkers continue, with nothing in their way
        await done.CancelAsync();
        await Task.WhenAll(talking).Guarded();
    }

    [Theory]
    [InlineData(nameof(Trouble.Process))]
    [InlineData(nameof(Trouble.ThreadPool))]
    public async Task Pongs_room_and_answers_to_a_close_are_waited_for_in_time_that_the_server_runs(string trouble)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "There is no SIGSTOP.");
        await using var server = new TunedServer(tuned: false);
        await server.InitializeAsync();
        using var done = new CancellationTokenSource();
        string[] live = [.. Enumerable.Range(0, Talkers / 2).Select(i => $"live-{i}")];
        ClientPeer[] ponging = await OpenAsync(server, live.Select(id => $"/ws/impatient/pongs/{id}"));
        RawPeer[] taking = await Task.WhenAll(live.Select(id => RawPeer.OpenAsync(server.Address.Port, $"/ws/impatient/room/{id}-taker")));
        Task[] talking = [.. ponging.Select(peer => PongAsync(peer, done.Token)), .. taking.Select(peer => TakeAsync(peer, done.Token))];
        List<RawPeer> silent = [];
        foreach (string deadline in (string[])["pongs", "room", "close"])
            silent.Add(await RawPeer.OpenAsync(server.Address.Port, $"/ws/impatient/{deadline}/silent-{deadline}"));
        RawPeer[] closers = await Task.WhenAll(live.Select(id => ReadCloseAsync(server, $"/ws/impatient/close/{id}-closer")));
        Task answering = Task.WhenAll(closers.Select(AnswerCloseAsync));

        await CauseAsync(server, Enum.Parse<Trouble>(trouble));
        await answering.Guarded();
        foreach (string deadline in (string[])["pongs", "room", "close"]) Assert.Equal("1006", await server.ClosedAsync($"silent-{deadline}"));
        foreach (string id in live) Assert.Equal("4000", await server.ClosedAsync($"{id}-closer"));
        await done.CancelAsync();
        await Task.WhenAll(talking).Guarded();
        silent.ForEach(peer => peer.Dispose());
    }

    /// <summary>The limit is 25 messages per second with a burst of 30; during a standstill, four times as many pile up.</summary>
    [Theory]
    [InlineData(nameof(Trouble.Process))]
    [InlineData(nameof(Trouble.ThreadPool))]
    public async Task A_peer_that_keeps_to_its_rate_is_not_refused_what_piled_up(string trouble)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "There is no SIGSTOP.");
        await using var server = new TunedServer(tuned: false);
        await server.InitializeAsync();
        using var done = new CancellationTokenSource();
        ClientPeer[] peers = await OpenAsync(server, Enumerable.Repeat("/ws/limited", Talkers));
        Task[] talking = [.. peers.Select(peer => KeepToRateAsync(peer, done.Token))];
        await CauseAsync(server, Enum.Parse<Trouble>(trouble));
        await Task.Delay(Standstill / 2, TestContext.Current.CancellationToken);
        await done.CancelAsync();
        await Task.WhenAll(talking).Guarded();
    }

    /// <summary>Opens connections, all of them before the server stands still.</summary>
    private static Task<ClientPeer[]> OpenAsync(TunedServer server, IEnumerable<string> paths) =>
        Task.WhenAll(paths.Select(path => ClientPeer.OpenAsync(server.WebSocketUri(path))));

    private static async Task CauseAsync(TunedServer server, Trouble trouble)
    {
        if (trouble == Trouble.ThreadPool)
        {
            using HttpResponseMessage response = await server.Http.PostAsync($"/block/20/{Standstill.TotalSeconds}", null);
            return;
        }

        await server.FreezeAsync();
        await Task.Delay(Standstill, TestContext.Current.CancellationToken);
        await server.ThawAsync();
    }

    /// <summary>Sends a message from time to time, and expects an answer to each.</summary>
    private static async Task TalkAsync(ClientPeer peer, string message, CancellationToken done)
    {
        while (!done.IsCancellationRequested)
        {
            await peer.SendAsync(message);
            (WebSocketMessageType kind, ReadOnlyMemory<byte> payload) = await peer.ReceiveAsync();
            Assert.True(kind != WebSocketMessageType.Close, $"Closed with {peer.Closed}, after which came {Encoding.UTF8.GetString(payload.Span)}.");
            await Task.Delay(BetweenMessages, done).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        peer.Dispose();
    }

    /// <summary>Sends at most 20 messages per second, whether or not the server reads them, and expects an answer to each.</summary>
    private static async Task KeepToRateAsync(ClientPeer peer, CancellationToken done)
    {
        int sent = 0;
        for (; !done.IsCancellationRequested; sent++)
        {
            await peer.SendAsync("hello");
            await Task.Delay(BetweenMessages / 4, done).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        for (int i = 0; i < sent; i++)
            Assert.True((await peer.ReceiveAsync()).Kind == WebSocketMessageType.Text, $"Closed with {peer.Closed} after {i} of {sent} messages.");
        peer.Dispose();
    }

    /// <summary>Answers pings, and expects an answer to a message at the end.</summary>
    private static async Task PongAsync(ClientPeer peer, CancellationToken done)
    {
        Task<(WebSocketMessageType Kind, ReadOnlyMemory<byte> Payload)> receiving = peer.ReceiveAsync();
        await Task.WhenAny(receiving, Task.Delay(Timeout.Infinite, done));
        await peer.SendAsync("still here");
        Assert.True((await receiving).Kind == WebSocketMessageType.Text, $"Closed with {peer.Closed}.");
        peer.Dispose();
    }

    /// <summary>
    /// Reads what the server sends, more slowly than it is sent, so that the server always waits for room, but many times faster than the 1.5 MiB per
    /// <c>SendTimeout</c> that the server needs to notice, so that a busy machine does not make the peer look silent.
    /// </summary>
    private static async Task TakeAsync(RawPeer peer, CancellationToken done)
    {
        while (!done.IsCancellationRequested)
        {
            await peer.ReadAsync(512 * 1024);
            await Task.Delay(BetweenMessages / 4, done).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        peer.Dispose();
    }

    private static async Task<RawPeer> ReadCloseAsync(TunedServer server, string path)
    {
        RawPeer peer = await RawPeer.OpenAsync(server.Address.Port, path);
        Assert.Equal(4000, (await peer.ReadFrameAsync()).CloseCode);
        return peer;
    }

    /// <summary>Answers the server's close while the server stands still.</summary>
    private static async Task AnswerCloseAsync(RawPeer peer)
    {
        await Task.Delay(Standstill / 2, TestContext.Current.CancellationToken);
        await peer.SendAsync(ClientFrame.Close(4000));
        await peer.ReadToEndAsync();
        peer.Dispose();
    }

    /// <summary>Expects the server to close the connection of a peer that answers pings and sends nothing else.</summary>
    private static async Task ExpectClosedAsync(TunedServer server, string path, string reason)
    {
        using ClientPeer peer = await ClientPeer.OpenAsync(server.WebSocketUri(path));
        (WebSocketMessageType kind, _) = await peer.ReceiveAsync();
        Assert.Equal(WebSocketMessageType.Close, kind);
        Assert.Equal((1001, reason), peer.Closed);
    }

    /// <summary>Reads what a peer that answers nothing receives: a ping, a close frame, and then the end of the stream or a reset.</summary>
    private static async Task ReadToEndAsync(RawPeer peer)
    {
        try
        {
            await peer.ReadToEndAsync();
        }
        catch (IOException)
        {
            // A reset is also an end.
        }
    }

    private sealed class TunedServer(bool tuned) : TestServer(tuned ? ["--tuned", "true"] : []);
}
