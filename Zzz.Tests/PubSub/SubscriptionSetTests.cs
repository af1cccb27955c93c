using Xunit;
using Zzz.PubSub;
using Zzz.Tests.Peers;

namespace Zzz.Tests.PubSub;

public class SubscriptionSetTests
{
    private readonly Registry<string> _table = new();

    [Fact]
    public void Each_topic_is_subscribed_to_once()
    {
        SubscriptionSet<string> set = Set();
        Assert.True(set.TryAdd("room", out _));
        Assert.False(set.TryAdd("room", out bool isFull));
        Assert.False(isFull);
        Assert.Equal(1, _table.SubscriberCount("room"));
    }

    [Fact]
    public void What_was_not_subscribed_to_cannot_be_left()
    {
        SubscriptionSet<string> set = Set();
        Assert.False(set.Remove("room"));
        set.TryAdd("room", out _);
        Assert.True(set.Remove("room"));
        Assert.False(set.Remove("room"));
        Assert.Equal(0, _table.TopicCount);
    }

    [Fact]
    public void It_takes_no_more_than_its_limit()
    {
        SubscriptionSet<string> set = Set(limit: 2);
        Assert.True(set.TryAdd("a", out _));
        Assert.True(set.TryAdd("b", out _));
        Assert.False(set.TryAdd("c", out bool isFull));
        Assert.True(isFull);

        set.Remove("a");
        Assert.True(set.TryAdd("c", out isFull));
        Assert.False(isFull);
    }

    [Fact]
    public void Its_end_ends_all_and_lets_nothing_begin()
    {
        SubscriptionSet<string> set = Set();
        for (int i = 0; i < 10; i++) set.TryAdd($"room {i}", out _);
        set.End();
        Assert.Equal(0, _table.TopicCount);
        Assert.False(set.TryAdd("room", out _));
        Assert.False(set.Remove("room 1"));
        set.End();
        Assert.Equal(0, _table.TopicCount);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task Nothing_is_left_over_whoever_comes_first_subscribers_or_the_end(int seed)
    {
        var random = new Random(seed);
        for (int round = 0; round < 500; round++)
        {
            SubscriptionSet<string> set = Set();
            int topics = random.Next(1, 20);
            Task[] adding = [.. Enumerable.Range(0, 3).Select(_ => Task.Run(() => AddAll(set, topics), TestContext.Current.CancellationToken))];
            set.End();
            await Task.WhenAll(adding).Guarded();
            Assert.Equal(0, _table.TopicCount);
        }

        static void AddAll(SubscriptionSet<string> set, int topics)
        {
            for (int i = 0; i < topics; i++) set.TryAdd($"room {i}", out _);
        }
    }

    private SubscriptionSet<string> Set(int limit = 100) => new(_table, "ann", limit);
}
