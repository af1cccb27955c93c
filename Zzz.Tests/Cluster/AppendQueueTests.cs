using Microsoft.Extensions.Time.Testing;
using Xunit;
using Zzz.Cluster.Logs;
using Zzz.Cluster.Messages;

namespace Zzz.Tests.Cluster;

public sealed class AppendQueueTests
{
    private readonly FakeTimeProvider _time = new();

    [Fact]
    public void A_batch_is_given_up_as_a_whole_so_its_messages_are_of_nearly_the_same_age()
    {
        var queue = new AppendQueue("room", new LogLimits(100, 1000, TimeSpan.FromMinutes(1)), _time);
        foreach (int milliseconds in new[] { 0, 600, 400, 1, 5000 })
        {
            _time.Advance(TimeSpan.FromMilliseconds(milliseconds));
            Assert.True(queue.TryAdd(new PendingAppend(NodeMessageKind.Broadcast, [1], _time.GetTimestamp()), out _));
        }

        Assert.Equal([3, 1, 1, 0], new[] { queue.TakeBatch().Length, queue.TakeBatch().Length, queue.TakeBatch().Length, queue.TakeBatch().Length });
    }
}
