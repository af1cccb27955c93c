using Microsoft.Extensions.Time.Testing;
using Xunit;
using Zzz.Cluster;
using Zzz.Tests.Peers;

namespace Zzz.Tests.Cluster;

/// <summary>A backplane that is connected and yet deaf is started again, for as long as that takes.</summary>
public sealed class DeafBackplaneTests
{
    private readonly FakeTimeProvider _time = new();

    [Fact]
    public async Task It_is_started_again_until_that_succeeds()
    {
        var backplane = new DeafBackplane { Inner = new WsTestBackplane().NewNode() };
        using OtherNodes nodes = TestNodes.New(backplane, _time, nodeTimeout: TimeSpan.FromSeconds(8));
        var restored = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        nodes.HasRestored += restored.SetResult;
        await nodes.StartAsync(TestContext.Current.CancellationToken);
        await backplane.NextAsync("start");
        for (int i = 0; i < 4; i++) _time.Advance(TimeSpan.FromSeconds(2));
        await backplane.NextAsync("stop, which fails");
        await backplane.NextAsync("start, which fails");
        Assert.True(nodes.State.IsInterrupted);
        await backplane.AdvanceUntilNextAsync(_time, "stop, which fails");
        await backplane.NextAsync("start");
        await restored.Task.Guarded();
        Assert.False(nodes.State.IsInterrupted);
        Assert.Equal(1, backplane.Subscriptions);
    }

    private sealed class DeafBackplane : WrappedBackplane
    {
        private readonly System.Threading.Channels.Channel<string> _calls = System.Threading.Channels.Channel.CreateUnbounded<string>();
        private int _starts;
        private int _subscriptions;

        public int Subscriptions => Volatile.Read(ref _subscriptions);

        public override async ValueTask StartAsync(IBackplaneHost host, CancellationToken cancellationToken)
        {
            bool fails = ++_starts == 2;
            _subscriptions = 0;
            if (!fails) await base.StartAsync(host, cancellationToken);
            _calls.Writer.TryWrite(fails ? "start, which fails" : "start");
            if (fails) throw new InvalidOperationException("The password is being changed.");
        }

        public override async ValueTask StopAsync(CancellationToken cancellationToken)
        {
            await base.StopAsync(cancellationToken);
            _calls.Writer.TryWrite("stop, which fails");
            throw new TimeoutException("The broker does not answer.");
        }

        public override ValueTask SubscribeAsync(string topic, CancellationToken cancellationToken)
        {
            Interlocked.Increment(ref _subscriptions);
            return base.SubscribeAsync(topic, cancellationToken);
        }

        /// <summary>Loses heartbeats before the backplane was started three times.</summary>
        public override void Received(string topic, ReadOnlyMemory<byte> message, TopicPosition? position)
        {
            if (_starts > 2) base.Received(topic, message, position);
        }

        public async Task NextAsync(string call) => Assert.Equal(call, await _calls.Reader.ReadAsync().AsTask().Guarded());

        /// <summary>Moves the clock, which the code under test may begin to wait for only now.</summary>
        public async Task AdvanceUntilNextAsync(FakeTimeProvider time, string call)
        {
            Task<string> next = _calls.Reader.ReadAsync().AsTask();
            while (!next.IsCompleted)
            {
                time.Advance(TimeSpan.FromSeconds(1));
                await Task.WhenAny(next, Task.Delay(10, TestContext.Current.CancellationToken)).Guarded();
            }

            Assert.Equal(call, await next);
        }
    }
}
