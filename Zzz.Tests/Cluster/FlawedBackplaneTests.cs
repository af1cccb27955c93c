using System.Text;
using Xunit;

namespace Zzz.Tests.Cluster;

/// <summary>Checks that each conformance case meant for a mistake finds it.</summary>
public sealed class FlawedBackplaneTests
{
    private readonly WsTestBackplane _backplane = new();

    [Theory]
    [InlineData(typeof(NoEcho), "A node receives its own messages", "IBackplane.PublishAsync")]
    [InlineData(typeof(SwapsTwo), "The messages of each publisher arrive in order, each once", "IBackplane.PublishAsync")]
    [InlineData(typeof(LosesOne), "The messages of each publisher arrive in order, each once", "IBackplane.PublishAsync")]
    [InlineData(typeof(DoublesOne), "The messages of each publisher arrive in order, each once", "IBackplane.PublishAsync")]
    [InlineData(typeof(KeepsMemory), "The memory of a message can be used again when the call has completed", "IBackplane.PublishAsync")]
    [InlineData(typeof(Miscounts), "PublishAsync returns the number of nodes, or null", "IBackplane.PublishAsync")]
    [InlineData(typeof(SubscribesLate), "A message that is published right after SubscribeAsync arrives", "IBackplane.SubscribeAsync")]
    [InlineData(typeof(TrimsTopics), "A topic may be any string, and is different from all others", "IBackplaneHost.Received")]
    [InlineData(typeof(NeverUnsubscribes), "Nothing arrives after UnsubscribeAsync", "IBackplaneHost.Received")]
    [InlineData(typeof(NeverUnsubscribes), "UnsubscribeAsync ends the subscription to that topic on that node, and no other", "IBackplaneHost.Received")]
    [InlineData(typeof(OneHandler), "A host that takes long delays no other topic", "IBackplaneHost.Received")]
    [InlineData(typeof(Overlaps), "The host is called for one message of a topic at a time", "IBackplaneHost.Received")]
    [InlineData(typeof(KeepsSubscriptions), "A node that has stopped can start again, without its subscriptions", "IBackplaneHost.Received")]
    [InlineData(typeof(TellsNothing), "A lost connection is reported, and the subscriptions survive it", "IBackplaneHost.Interrupted")]
    [InlineData(typeof(ForgetsSubscriptions), "A lost connection is reported, and the subscriptions survive it", "IBackplane.SubscribeAsync")]
    [InlineData(typeof(NoPositions), "An appended message arrives with its position", "IBackplaneHost.Received")]
    [InlineData(typeof(SplitsBatches), "A batch is stored and sent whole, at consecutive offsets", "BackplaneAppend.Messages")]
    [InlineData(typeof(DoublesRetries), "A retry of an append that was stored returns its position, and stores and sends nothing", "BackplaneAppend.IsRetry")]
    [InlineData(typeof(KeepsEpochs), "A log that is behind what a node has seen begins a new epoch", "BackplaneAppend.Known")]
    [InlineData(typeof(KeepsTooMany), "The log keeps no more messages than MaxMessages, and the latest of them", "BackplaneAppend.MaxMessages")]
    [InlineData(typeof(NoEpochs), "A topic without messages has offset 0, in the epoch of its first message", "BackplaneRead.Top")]
    [InlineData(typeof(ReadsInPart), "A read returns null if there are more messages than the limit", "BackplaneRead.Messages")]
    [InlineData(typeof(ReadsOldest), "A read without a position returns the latest messages", "IBackplaneLog.ReadAsync")]
    public async Task A_mistake_is_found(Type flaw, string name, string member)
    {
        BackplaneCase test = BackplaneConformance.Cases().Single(one => one.Name == name);
        var backplane = new BackplaneUnderTest(() => new(NewNode(flaw))) { Interrupt = InterruptAsync, Timeout = TimeSpan.FromSeconds(3), Messages = 2000 };
        WsTestException failure = await Assert.ThrowsAsync<WsTestException>(() => test.RunAsync(backplane));
        Assert.Contains($"The contract says, on {member}: \"", failure.Message, StringComparison.Ordinal);
    }

    private WrappedBackplane NewNode(Type flaw)
    {
        var node = (WrappedBackplane)Activator.CreateInstance(flaw)!;
        typeof(WrappedBackplane).GetProperty(nameof(WrappedBackplane.Inner))!.SetValue(node, _backplane.NewNode());
        return node;
    }

    private Task InterruptAsync(IBackplane node)
    {
        _backplane.Cut(((WrappedBackplane)node).Inner);
        _backplane.Heal(((WrappedBackplane)node).Inner);
        return Task.CompletedTask;
    }

    private sealed class NoEcho : WrappedBackplane
    {
        private string _own = "";

        public override ValueTask<int?> PublishAsync(string topic, ReadOnlyMemory<byte> message, CancellationToken cancellationToken)
        {
            _own = Encoding.UTF8.GetString(message.Span);
            return base.PublishAsync(topic, message, cancellationToken);
        }

        public override void Received(string topic, ReadOnlyMemory<byte> message, TopicPosition? position)
        {
            if (Encoding.UTF8.GetString(message.Span) != _own) base.Received(topic, message, position);
        }
    }

    private sealed class SwapsTwo : WrappedBackplane
    {
        private int _count;
        private byte[] _held = [];

        public override void Received(string topic, ReadOnlyMemory<byte> message, TopicPosition? position)
        {
            if (++_count == 100) _held = message.ToArray();
            else base.Received(topic, message, position);
            if (_count == 105) base.Received(topic, _held, position);
        }
    }

    private sealed class LosesOne : WrappedBackplane
    {
        private int _count;

        public override void Received(string topic, ReadOnlyMemory<byte> message, TopicPosition? position)
        {
            if (++_count != 100) base.Received(topic, message, position);
        }
    }

    private sealed class DoublesOne : WrappedBackplane
    {
        private int _count;

        public override void Received(string topic, ReadOnlyMemory<byte> message, TopicPosition? position)
        {
            base.Received(topic, message, position);
            if (++_count == 100) base.Received(topic, message, position);
        }
    }

    private sealed class KeepsMemory : WrappedBackplane
    {
        private ReadOnlyMemory<byte> _held;

        public override async ValueTask<int?> PublishAsync(string topic, ReadOnlyMemory<byte> message, CancellationToken cancellationToken)
        {
            ReadOnlyMemory<byte> before = _held;
            _held = message;
            return before.IsEmpty ? 1 : await base.PublishAsync(topic, before, cancellationToken);
        }
    }

    private sealed class Miscounts : WrappedBackplane
    {
        public override async ValueTask<int?> PublishAsync(string topic, ReadOnlyMemory<byte> message, CancellationToken cancellationToken) =>
            await base.PublishAsync(topic, message, cancellationToken) + 1;
    }

    private sealed class SubscribesLate : WrappedBackplane
    {
        private string? _held;

        public override async ValueTask SubscribeAsync(string topic, CancellationToken cancellationToken)
        {
            if (_held is not null) await base.SubscribeAsync(_held, cancellationToken);
            _held = topic;
        }
    }

    private sealed class TrimsTopics : WrappedBackplane
    {
        public override ValueTask SubscribeAsync(string topic, CancellationToken cancellationToken) => base.SubscribeAsync(topic.Trim(), cancellationToken);

        public override ValueTask<int?> PublishAsync(string topic, ReadOnlyMemory<byte> message, CancellationToken cancellationToken) =>
            base.PublishAsync(topic.Trim(), message, cancellationToken);
    }

    private sealed class NeverUnsubscribes : WrappedBackplane
    {
        public override ValueTask UnsubscribeAsync(string topic, CancellationToken cancellationToken) => default;
    }

    private sealed class OneHandler : WrappedBackplane
    {
        private readonly Lock _lock = new();

        public override void Received(string topic, ReadOnlyMemory<byte> message, TopicPosition? position)
        {
            lock (_lock) base.Received(topic, message, position);
        }
    }

    private sealed class Overlaps : WrappedBackplane
    {
        public override void Received(string topic, ReadOnlyMemory<byte> message, TopicPosition? position)
        {
            using var both = new Barrier(2);
            byte[] copy = message.ToArray();
            Task other = Task.Factory.StartNew(
                () =>
                {
                    both.SignalAndWait();
                    base.Received(topic, copy, position);
                },
                CancellationToken.None,
                TaskCreationOptions.LongRunning,
                TaskScheduler.Default);
            both.SignalAndWait();
            base.Received(topic, message, position);
            other.Wait();
        }
    }

    private sealed class KeepsSubscriptions : WrappedBackplane
    {
        private readonly List<string> _topics = [];

        public override async ValueTask StartAsync(IBackplaneHost host, CancellationToken cancellationToken)
        {
            await base.StartAsync(host, cancellationToken);
            foreach (string topic in _topics) await base.SubscribeAsync(topic, cancellationToken);
        }

        public override ValueTask SubscribeAsync(string topic, CancellationToken cancellationToken)
        {
            _topics.Add(topic);
            return base.SubscribeAsync(topic, cancellationToken);
        }
    }

    private sealed class TellsNothing : WrappedBackplane
    {
        public override void Interrupted(Exception? why)
        {
        }
    }

    private sealed class ForgetsSubscriptions : WrappedBackplane
    {
        private bool _isBack;

        public override void Restored()
        {
            _isBack = true;
            base.Restored();
        }

        public override void Received(string topic, ReadOnlyMemory<byte> message, TopicPosition? position)
        {
            if (!_isBack) base.Received(topic, message, position);
        }
    }

    private sealed class NoPositions : WrappedBackplane
    {
        public override void Received(string topic, ReadOnlyMemory<byte> message, TopicPosition? position) => base.Received(topic, message, null);
    }

    private sealed class SplitsBatches : WrappedBackplane
    {
        public override async ValueTask<BackplaneAppended> AppendAsync(string topic, BackplaneAppend append, CancellationToken cancellationToken)
        {
            BackplaneAppended last = default;
            foreach (ReadOnlyMemory<byte> message in append.Messages.Reverse())
                last = await base.AppendAsync(topic, append with { Messages = [message] }, cancellationToken);
            return last;
        }
    }

    private sealed class DoublesRetries : WrappedBackplane
    {
        public override ValueTask<BackplaneAppended> AppendAsync(string topic, BackplaneAppend append, CancellationToken cancellationToken) =>
            base.AppendAsync(topic, append with { IsRetry = false }, cancellationToken);
    }

    private sealed class KeepsEpochs : WrappedBackplane
    {
        public override ValueTask<BackplaneAppended> AppendAsync(string topic, BackplaneAppend append, CancellationToken cancellationToken) =>
            base.AppendAsync(topic, append with { Known = null }, cancellationToken);
    }

    private sealed class KeepsTooMany : WrappedBackplane
    {
        public override ValueTask<BackplaneAppended> AppendAsync(string topic, BackplaneAppend append, CancellationToken cancellationToken) =>
            base.AppendAsync(topic, append with { MaxMessages = append.MaxMessages + 1 }, cancellationToken);
    }

    private sealed class NoEpochs : WrappedBackplane
    {
        public override async ValueTask<BackplaneRead> ReadAsync(string topic, TopicPosition? since, int limit, CancellationToken cancellationToken)
        {
            BackplaneRead read = await base.ReadAsync(topic, since, limit, cancellationToken);
            return read.Top.Offset == 0 ? read with { Top = new TopicPosition("none", 0) } : read;
        }
    }

    private sealed class ReadsInPart : WrappedBackplane
    {
        public override async ValueTask<BackplaneRead> ReadAsync(string topic, TopicPosition? since, int limit, CancellationToken cancellationToken)
        {
            BackplaneRead read = await base.ReadAsync(topic, since, int.MaxValue, cancellationToken);
            return read with { Messages = read.Messages?.Take(limit).ToArray() };
        }
    }

    private sealed class ReadsOldest : WrappedBackplane
    {
        public override async ValueTask<BackplaneRead> ReadAsync(string topic, TopicPosition? since, int limit, CancellationToken cancellationToken)
        {
            BackplaneRead read = await base.ReadAsync(topic, since, int.MaxValue, cancellationToken);
            return since is null ? read with { Messages = read.Messages?.Take(limit).ToArray() } : read;
        }
    }
}
