using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Xunit;
using Zzz.Tests.Cluster;
using Zzz.Tests.Peers;

namespace Zzz.Tests.Channels.Receiving;

/// <summary>Joins that wait until the node has subscribed to their topic on the backplane: only events on the same topic wait with them.</summary>
public class WaitingJoinTests
{
    private readonly FakeTimeProvider _time = new();
    private readonly SlowBackplane _backplane = new() { Inner = new WsTestBackplane().NewNode() };
    private readonly ChannelScript _room = new ChannelScript { Joins = (socket, _) => JoinAsync(socket) }.On("ask", (_, message) => message.Reply());

    [Fact]
    public async Task Messages_on_other_topics_do_not_wait()
    {
        await using ChannelApp app = await StartAsync();
        using ChannelTestPeer peer = await app.JoinAsync("V2", "room:1");
        await peer.SendAsync("2", "2", "room:slow", "phx_join");
        await peer.SendAsync("3", "3", "room:slow too", "phx_join");
        await peer.SendAsync("1", "4", "room:1", "ask");
        await peer.ExpectOkAsync("1", "4", "room:1");
        await peer.JoinAsync("room:2", "5");
        _backplane.Confirm();
        ServerFrame[] replies = [await peer.Raw.ReadFrameAsync(), await peer.Raw.ReadFrameAsync()];
        Assert.Equal(
            [
                """["2","2","room:slow","phx_reply",{"status":"ok","response":{}}]""",
                """["3","3","room:slow too","phx_reply",{"status":"ok","response":{}}]""",
            ],
            replies.Select(reply => reply.Text).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Messages_on_the_same_topic_wait_for_the_reply()
    {
        await using ChannelApp app = await StartAsync();
        using ChannelTestPeer peer = await app.ConnectAsync("V2");
        await peer.SendAsync("1", "1", "room:slow", "phx_join");
        await peer.SendAsync("1", "2", "room:slow", "ask");
        await peer.SendAsync("1", "3", "room:slow", "phx_leave");
        await _backplane.Asked();
        _backplane.Confirm();
        await peer.ExpectOkAsync("1", "1", "room:slow");
        await peer.ExpectOkAsync("1", "2", "room:slow");
        await peer.ExpectOkAsync("1", "3", "room:slow");
        await peer.ExpectAsync("1", "1", "room:slow", "phx_close");
    }

    [Fact]
    public async Task A_leave_does_not_wait()
    {
        await using ChannelApp app = await StartAsync();
        using ChannelTestPeer peer = await app.ConnectAsync("V2");
        await peer.SendAsync("1", "1", "room:slow", "phx_join");
        await peer.SendAsync("1", "2", "room:slow", "phx_leave");
        await peer.ExpectOkAsync("1", "2", "room:slow");
        await peer.ExpectAsync("1", "1", "room:slow", "phx_close");
        _backplane.Confirm();
        await peer.JoinAsync("room:slow", "3");
        Assert.Equal(1, app.Hub.SubscriberCount("room:slow"));
    }

    [Fact]
    public async Task A_second_join_of_the_topic_takes_the_place_of_the_first()
    {
        await using ChannelApp app = await StartAsync();
        using ChannelTestPeer peer = await app.ConnectAsync("V2");
        await peer.SendAsync("1", "1", "room:slow", "phx_join");
        await peer.SendAsync("2", "2", "room:slow", "phx_join");
        await peer.ExpectAsync("1", "1", "room:slow", "phx_close");
        _backplane.Confirm();
        await peer.ExpectOkAsync("2", "2", "room:slow");
        await peer.SendAsync("2", "3", "room:slow", "ask");
        await peer.ExpectOkAsync("2", "3", "room:slow");
    }

    [Fact]
    public async Task A_close_in_OnJoin_follows_the_reply()
    {
        await using ChannelApp app = await StartAsync();
        using ChannelTestPeer peer = await app.ConnectAsync("V2");
        await peer.SendAsync("1", "1", "room:slow closes", "phx_join");
        await peer.ExpectNothingAsync();
        _backplane.Confirm();
        await peer.ExpectOkAsync("1", "1", "room:slow closes");
        await peer.ExpectAsync("1", "1", "room:slow closes", "phx_close");
    }

    [Fact]
    public async Task A_client_that_goes_meanwhile_leaves_once()
    {
        await using ChannelApp app = await StartAsync();
        using (ChannelTestPeer peer = await app.ConnectAsync("V2"))
        {
            await peer.SendAsync("1", "1", "room:slow", "phx_join");
            await peer.ExpectNothingAsync();
        }

        Assert.Equal(
            ["join room:slow", "leave room:slow", "dispose"], [await _room.NextAsync(), await _room.NextAsync(), await _room.NextAsync()]);
        _backplane.Confirm();
        using ChannelTestPeer other = await app.JoinAsync("V2", "room:slow");
        Assert.Equal(1, app.Hub.SubscriberCount("room:slow"));
        Assert.Equal(["join room:slow"], _room.Rest());
    }

    [Fact]
    public async Task A_join_waits_for_five_seconds_at_most()
    {
        await using ChannelApp app = await StartAsync();
        using ChannelTestPeer peer = await app.ConnectAsync("V2");
        await peer.SendAsync("1", "1", "room:slow", "phx_join");
        await peer.SendAsync("2", "2", "room:slow too", "phx_join");
        await peer.ExpectNothingAsync();
        _time.Advance(TimeSpan.FromSeconds(5));
        Assert.Contains("ok", (await peer.Raw.ReadFrameAsync()).Text, StringComparison.Ordinal);
        Assert.Contains("ok", (await peer.Raw.ReadFrameAsync()).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Topics_that_wait_count_towards_the_limit()
    {
        await using ChannelApp app = await StartAsync(options => options.MaxTopicsPerConnection = 1);
        using ChannelTestPeer peer = await app.ConnectAsync("V2");
        await peer.SendAsync("1", "1", "room:slow", "phx_join");
        await peer.SendAsync("2", "2", "room:2", "phx_join");
        await peer.ExpectErrorAsync("2", "2", "room:2", "too many channels joined");
        _backplane.Confirm();
        await peer.ExpectOkAsync("1", "1", "room:slow");
    }

    private static ValueTask<JoinResult> JoinAsync(ChannelSocket socket)
    {
        if (socket.Topic.EndsWith("closes", StringComparison.Ordinal)) socket.Close();
        return new(JoinResult.Ok());
    }

    private Task<ChannelApp> StartAsync(Action<ChannelOptions>? options = null) => ChannelApp.StartAsync(
        options ?? (_ => { }),
        builder => builder.Services.AddSingleton<IBackplane>(_backplane).AddSingleton<TimeProvider>(_time)
            .AddZzz(all => all.KeepAliveInterval = Timeout.InfiniteTimeSpan),
        _room);

    /// <summary>A node that waits before it subscribes to topics that begin with "room:slow".</summary>
    private sealed class SlowBackplane : WrappedBackplane
    {
        private readonly TaskCompletionSource _asked = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly TaskCompletionSource _confirmed = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public void Confirm() => _confirmed.SetResult();

        public Task Asked() => _asked.Task.Guarded();

        public override async ValueTask SubscribeAsync(string topic, CancellationToken cancellationToken)
        {
            if (topic.StartsWith("room:slow", StringComparison.Ordinal))
            {
                _asked.TrySetResult();
                await _confirmed.Task.WaitAsync(cancellationToken);
            }

            await base.SubscribeAsync(topic, cancellationToken);
        }
    }
}
