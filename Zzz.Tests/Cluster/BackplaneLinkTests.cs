using Microsoft.Extensions.Time.Testing;
using Xunit;
using Zzz.Cluster;
using Zzz.Tests.Peers;

namespace Zzz.Tests.Cluster;

public sealed class BackplaneLinkTests : IAsyncDisposable
{
    private const int HeaderSize = 7;

    private readonly ScriptedBackplane _backplane = new();
    private readonly FakeTimeProvider _time = new();
    private readonly LogLines _log = new();
    private readonly List<byte[]> _received = [];

    public ValueTask DisposeAsync() => _backplane.DisposeAsync();

    [Fact]
    public void Messages_go_out_in_order_although_none_is_awaited()
    {
        BackplaneLink channel = Channel();
        var stuck = new TaskCompletionSource();
        _backplane.OnPublish = () => new ValueTask(stuck.Task);
        for (byte i = 0; i < 5; i++) channel.Publish(Message(i));
        Assert.Equal([0, 1, 2, 3, 4], _backplane.Published.Select(message => message[HeaderSize]));
        stuck.SetResult();
        Assert.Empty(_log.All);
    }

    [Fact]
    public void Failures_are_logged_once_until_it_works_again()
    {
        BackplaneLink channel = Channel();
        _backplane.OnPublish = () => throw new InvalidOperationException("no connection");
        for (byte i = 0; i < 3; i++) channel.Publish(Message(i));
        _backplane.OnPublish = () => default;
        channel.Publish(Message(3));
        channel.Publish(Message(4));

        Assert.Equal(
            [
                "Error 31: The backplane failed to send a message on test to the other nodes. Errors until it works again are not logged.",
                "Information 33: The backplane works again on test; 3 messages were lost.",
            ],
            _log.All);
    }

    [Fact]
    public void What_a_backplane_does_not_get_rid_of_is_bounded()
    {
        const int Size = 1024 * 1024;
        BackplaneLink channel = Channel();
        _backplane.OnPublish = () => new ValueTask(new TaskCompletionSource().Task);
        for (int i = 0; i < 100; i++) channel.Publish(Message(1, Size));
        Assert.Equal(64, _backplane.Published.Count);
        Assert.Single(_log.All);
    }

    [Fact]
    public async Task A_subscription_that_fails_is_tried_again()
    {
        int attempts = 0;
        _backplane.OnSubscribe = () =>
        {
            if (++attempts < 3) throw new InvalidOperationException("no connection");
        };
        BackplaneLink channel = Channel();
        channel.Start();
        for (int waited = 0; waited < 3_000 && attempts < 3; waited++)
        {
            _time.Advance(TimeSpan.FromSeconds(1));
            await Task.Delay(1, TestContext.Current.CancellationToken);
        }

        await _backplane.Subscribed.Task.Guarded();
        await _backplane.Handler!(new byte[] { 1, 1, 0, 0, 0, 0, 0, 7 });
        Assert.Equal([7], _received.Single());
        Assert.Equal(2, _log.All.Length);

        await channel.StopAsync().Guarded();
        Assert.True(_backplane.IsUnsubscribed);
    }

    [Theory]
    [InlineData(new byte[] { 1, 0, 0, 0, 0, 0, 0 })] // a kind that the handler does not know
    [InlineData(new byte[] { 2, 1, 0, 0, 0, 0, 0 })] // a version that does not exist yet
    public async Task A_message_that_nobody_understands_is_logged(byte[] message)
    {
        BackplaneLink channel = Channel();
        channel.Start();
        await _backplane.Subscribed.Task.Guarded();
        await _backplane.Handler!(message);
        Assert.StartsWith("Warning 34: ", Assert.Single(_log.All), StringComparison.Ordinal);
        await channel.StopAsync().Guarded();
    }

    [Fact]
    public async Task It_stops_although_it_never_got_a_subscription()
    {
        _backplane.OnSubscribe = () => throw new InvalidOperationException("no connection");
        BackplaneLink channel = Channel();
        channel.Start();
        await channel.StopAsync().Guarded();
        Assert.False(_backplane.IsUnsubscribed);
    }

    /// <summary>Creates a message with this size on the wire.</summary>
    private static NodeMessage Message(byte first, int size = HeaderSize + 1)
    {
        byte[] payload = new byte[size - HeaderSize];
        payload[0] = first;
        return new NodeMessage(NodeMessageKind.Binary, [], [], payload);
    }

    private BackplaneLink Channel() => new(_backplane, "test", Receive, _time, _log);

    private bool Receive(NodeMessage message)
    {
        _received.Add(message.Payload.ToArray());
        return message.Kind == NodeMessageKind.Binary;
    }

    private sealed class ScriptedBackplane : INodeChannels, IAsyncDisposable
    {
        public Func<ValueTask> OnPublish { get; set; } = () => default;

        public Action OnSubscribe { get; set; } = () => { };

        public List<byte[]> Published { get; } = [];

        public Func<ReadOnlyMemory<byte>, ValueTask>? Handler { get; private set; }

        public TaskCompletionSource Subscribed { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public bool IsUnsubscribed { get; private set; }

        public ValueTask PublishAsync(string channel, ReadOnlyMemory<byte> message, CancellationToken cancellationToken = default)
        {
            Published.Add(message.ToArray());
            return OnPublish();
        }

        public ValueTask<IAsyncDisposable> SubscribeAsync(
            string channel, Func<ReadOnlyMemory<byte>, ValueTask> handler, CancellationToken cancellationToken = default)
        {
            OnSubscribe();
            Handler = handler;
            Subscribed.SetResult();
            return new(this);
        }

        public ValueTask DisposeAsync()
        {
            IsUnsubscribed = true;
            return default;
        }
    }
}
