using Xunit;
using Zzz.PubSub;
using Zzz.Tests.Peers;

namespace Zzz.Tests.PubSub;

public class RegistryTests
{
    private readonly Registry<string> _table = new();

    [Fact]
    public void A_topic_has_those_who_subscribed_to_it()
    {
        _table.Add("room", "ann");
        _table.Add("room", "bob");
        _table.Add("hall", "eve");

        Assert.Equal(["ann", "bob"], Of("room").Order());
        Assert.Equal(["eve"], Of("hall"));
        Assert.Equal(2, _table.SubscriberCount("room"));
    }

    [Fact]
    public void A_topic_that_nobody_subscribed_to_is_empty_and_takes_no_room()
    {
        Assert.Empty(Of("room"));
        Assert.Equal(0, _table.SubscriberCount("room"));
        Assert.Equal(0, _table.TopicCount);
    }

    [Theory]
    [InlineData("ann", "bob", "eve")]
    [InlineData("bob", "eve", "ann")]
    [InlineData("eve", "ann", "bob")]
    public void Who_unsubscribes_leaves_the_others_in_any_order(params string[] leaving)
    {
        var subscriptions = new[] { "ann", "bob", "eve" }.ToDictionary(name => name, name => _table.Add("room", name));
        foreach (string name in leaving)
        {
            _table.Remove(subscriptions[name]);
            subscriptions.Remove(name);
            Assert.Equal(subscriptions.Keys.Order(), Of("room").Order());
        }
    }

    [Fact]
    public void A_topic_vanishes_with_its_last_subscriber_and_may_come_again()
    {
        Subscription<string> first = _table.Add("room", "ann");
        Subscription<string> second = _table.Add("room", "bob");
        _table.Remove(first);
        Assert.Equal(1, _table.TopicCount);
        _table.Remove(second);
        Assert.Equal(0, _table.TopicCount);

        _table.Add("room", "eve");
        Assert.Equal(["eve"], Of("room"));
    }

    [Fact]
    public void Who_unsubscribes_while_a_message_is_delivered_does_not_get_it_any_more()
    {
        Subscription<string>[] subscriptions = [_table.Add("room", "ann"), _table.Add("room", "bob")];
        var delivered = new List<string>();
        using TopicSnapshot<string> subscribers = _table.SubscribersOf("room");
        foreach (string name in subscribers)
        {
            delivered.Add(name);
            _table.Remove(subscriptions[1]);
        }

        Assert.Equal(["ann"], delivered);
    }

    [Fact]
    public void It_holds_100_000_topics_and_100_000_subscribers_of_one()
    {
        const int Many = 100_000;
        var subscriptions = new List<Subscription<string>>(2 * Many);
        for (int i = 0; i < Many; i++)
        {
            subscriptions.Add(_table.Add($"user:{i}", "x"));
            subscriptions.Add(_table.Add("all", "x"));
        }

        Assert.Equal(Many + 1, _table.TopicCount);
        Assert.Equal(Many, _table.SubscriberCount("all"));
        Assert.Equal(Many, Of("all").Count);

        subscriptions.ForEach(_table.Remove);
        Assert.Equal(0, _table.TopicCount);
    }

    [Fact]
    public async Task Whoever_has_subscribed_is_seen_and_whoever_has_unsubscribed_is_not_although_many_come_and_go()
    {
        const int Threads = 8, Rounds = 5_000;
        string[] topics = ["a", "b", "c"];
        using var start = new Barrier(Threads);
        await Task.WhenAll(Enumerable.Range(0, Threads).Select(thread => Task.Factory.StartNew(
            () => ComeAndGo($"thread {thread}", new Random(thread)),
            TestContext.Current.CancellationToken, TaskCreationOptions.LongRunning, TaskScheduler.Default))).Guarded();
        Assert.Equal(0, _table.TopicCount);

        void ComeAndGo(string name, Random random)
        {
            start.SignalAndWait(Guard.Limit);
            for (int i = 0; i < Rounds; i++)
            {
                string topic = topics[random.Next(topics.Length)];
                Subscription<string> subscription = _table.Add(topic, name);
                Assert.Single(Of(topic), name);
                _table.Remove(subscription);
                Assert.DoesNotContain(name, Of(topic));
            }
        }
    }

    private List<string> Of(string topic)
    {
        var all = new List<string>();
        using TopicSnapshot<string> subscribers = _table.SubscribersOf(topic);
        foreach (string subscriber in subscribers) all.Add(subscriber);
        return all;
    }
}
