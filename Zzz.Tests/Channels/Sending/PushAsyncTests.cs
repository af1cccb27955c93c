using Xunit;
using Zzz.Tests.Peers;

namespace Zzz.Tests.Channels.Sending;

/// <summary>Pushes that wait for room, to a client that reads late or never.</summary>
public class PushAsyncTests
{
    private const int Pushes = 64;

    /// <summary>All pushes together exceed <see cref="WsOptions.MaxBufferedBytes"/> plus the buffers of the system.</summary>
    private static readonly string Payload = new('x', 1024 * 1024);

    private readonly TaskCompletionSource<ChannelSocket> _socket = new(TaskCreationOptions.RunContinuationsAsynchronously);

    [Fact]
    public async Task Pushes_wait_for_a_client_that_reads_late()
    {
        await using ChannelApp app = await StartAsync();
        using ChannelTestPeer peer = await app.JoinAsync("V2", "room:1");
        ChannelSocket socket = await _socket.Task.Guarded();
        Task<WsSendResult[]> pushing = Task.WhenAll(Enumerable.Range(0, Pushes).Select(_ => socket.PushAsync("big", Payload).AsTask()));

        for (int i = 0; i < Pushes; i++) await peer.ExpectAsync("1", null, "room:1", "big", $"\"{Payload}\"");
        Assert.All(await pushing.Guarded(), result => Assert.Equal(WsSendResult.Sent, result));
        await peer.ExpectNothingAsync();
    }

    [Fact]
    public async Task A_push_that_waits_ends_when_the_topic_is_left()
    {
        await using ChannelApp app = await StartAsync();
        using ChannelTestPeer peer = await app.JoinAsync("V2", "room:1");
        ChannelSocket socket = await _socket.Task.Guarded();
        Assert.Equal(WsSendResult.Closed, await FillAsync(socket, socket.Close, TestContext.Current.CancellationToken).Guarded());
    }

    [Fact]
    public async Task A_push_that_waits_can_be_given_up()
    {
        await using ChannelApp app = await StartAsync();
        using ChannelTestPeer peer = await app.JoinAsync("V2", "room:1");
        using var givenUp = new CancellationTokenSource();
        ChannelSocket socket = await _socket.Task.Guarded();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => FillAsync(socket, givenUp.Cancel, givenUp.Token).Guarded());
        Assert.Equal(WsSendResult.Closed, await FillAsync(socket, socket.Close, TestContext.Current.CancellationToken).Guarded());
    }

    [Theory]
    [InlineData("V1", WsSendResult.Unsupported)]
    [InlineData("V2", WsSendResult.Sent)]
    public async Task Bytes_need_serializer_V2(string version, WsSendResult expected)
    {
        await using ChannelApp app = await StartAsync();
        using ChannelTestPeer peer = await app.JoinAsync(version, "room:1");
        ChannelSocket socket = await _socket.Task.Guarded();
        Assert.Equal(expected, await socket.PushBinaryAsync("bytes", new byte[] { 1, 2 }, TestContext.Current.CancellationToken));
        if (expected == WsSendResult.Sent) Assert.Equal([0, 1, 6, 5, .. "1room:1bytes"u8, 1, 2], (await peer.Raw.ReadFrameAsync()).Payload);
        await peer.ExpectNothingAsync();
    }

    private Task<ChannelApp> StartAsync() => ChannelApp.StartAsync(new ChannelScript
    {
        Joins = (socket, _) =>
        {
            _socket.SetResult(socket);
            return new(JoinResult.Ok());
        },
    });

    /// <summary>Pushes until a push is not sent, and runs an action as soon as a push has to wait.</summary>
    private static async Task<WsSendResult> FillAsync(ChannelSocket socket, Action whenOneWaits, CancellationToken cancellationToken)
    {
        while (true)
        {
            ValueTask<WsSendResult> push = socket.PushAsync("big", Payload, cancellationToken);
            if (!push.IsCompleted) whenOneWaits();
            if (await push is not WsSendResult.Sent and var result) return result;
        }
    }
}
