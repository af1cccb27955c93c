namespace Zzz.Testing.Cluster.Conformance;

/// <summary>Cases on the beginning and the end of subscriptions.</summary>
internal static class SubscriptionCases
{
    private const int Rounds = 50;
    private const int CallsAtOnce = 500;

    public static readonly BackplaneCase[] All =
    [
        new("A message that is published right after SubscribeAsync arrives", ConfirmedAsync),
        new("A topic may be any string, and is different from all others", OddTopicsAsync),
        new("A topic is not a pattern", NoPatternsAsync),
        new("Nothing arrives after UnsubscribeAsync", NothingAfterAsync),
        new("UnsubscribeAsync ends the subscription to that topic on that node, and no other", OnlyOneEndsAsync),
        new("UnsubscribeAsync of a topic without a subscription does nothing", UnsubscribeNothingAsync),
        new("A topic can be subscribed to again", AgainAsync),
        new("Thousands of topics come and go", ManyTopicsAsync),
    ];

    private static async Task ConfirmedAsync(CaseRun run)
    {
        CaseNode[] nodes = await run.NodesAsync(2);
        for (int i = 0; i < 200; i++)
        {
            string topic = run.Topic($"topic{i}");
            await nodes[0].SubscribeAsync(topic);
            await nodes[1].PublishAsync(topic, "at once");
            await nodes[0].ExpectAsync(topic, "at once", Contract.Subscribed);
        }
    }

    private static async Task OddTopicsAsync(CaseRun run)
    {
        CaseNode[] nodes = await run.NodesAsync(2);
        string[] topics = OddTopics.Of(run);
        foreach (string topic in topics) await nodes[0].SubscribeAsync(topic);
        foreach (string topic in topics) await nodes[1].PublishAsync(topic, $"on {topic}");
        foreach (string topic in topics) await nodes[0].ExpectAsync(topic, $"on {topic}", Contract.AnyTopic);
        await nodes[0].SettleAsync();
        foreach (string topic in topics) nodes[0].ExpectNothing(topic, Contract.AtMostOnce);
    }

    private static async Task NoPatternsAsync(CaseRun run)
    {
        CaseNode[] nodes = await run.NodesAsync(2);
        foreach (string end in new[] { "*", ".*", ".>", "?", "/#", "/+", "[ab]", "" }) await nodes[0].SubscribeAsync(run.Topic() + end);
        foreach (string end in new[] { "a", ".a", "b", "/a", ".a.b", " " }) await nodes[1].PublishAsync(run.Topic() + end, "not for the patterns");
        await nodes[1].PublishAsync(run.Topic().ToUpperInvariant(), "not for the other case");
        await nodes[0].SettleAsync();
        foreach (string end in new[] { "*", ".*", ".>", "?", "/#", "/+", "[ab]", "" }) nodes[0].ExpectNothing(run.Topic() + end, Contract.OnTopic);
    }

    private static async Task NothingAfterAsync(CaseRun run)
    {
        CaseNode[] nodes = await run.NodesAsync(2);
        await using (var publisher = new Repeater(() => nodes[1].PublishAsync(run.Topic(), "again")))
        {
            for (int i = 0; i < Rounds && !publisher.HasEnded; i++)
            {
                await nodes[0].SubscribeAsync(run.Topic());
                await nodes[0].NextAsync(run.Topic(), Contract.Subscribed, $"a message on {run.Topic()}");
                await nodes[0].UnsubscribeAsync(run.Topic());
            }

            for (int i = 0; i < Rounds; i++) await nodes[1].PublishAsync(run.Topic(), "too late");
            await nodes[0].SettleAsync();
        }

        await nodes[0].SettleAsync();
    }

    private static async Task OnlyOneEndsAsync(CaseRun run)
    {
        CaseNode[] nodes = await run.NodesAsync(2);
        foreach (CaseNode node in nodes)
        {
            await node.SubscribeAsync(run.Topic("a"));
            await node.SubscribeAsync(run.Topic("b"));
        }

        await nodes[0].UnsubscribeAsync(run.Topic("a"));
        await nodes[0].PublishAsync(run.Topic("a"), "for the second");
        await nodes[0].PublishAsync(run.Topic("b"), "for both");
        await nodes[1].ExpectAsync(run.Topic("a"), "for the second", Contract.Subscribed);
        await nodes[0].ExpectAsync(run.Topic("b"), "for both", Contract.Subscribed);
        await nodes[1].ExpectAsync(run.Topic("b"), "for both", Contract.Subscribed);
        await nodes[0].SettleAsync();
    }

    private static async Task UnsubscribeNothingAsync(CaseRun run)
    {
        CaseNode node = await run.NodeAsync();
        await node.UnsubscribeAsync(run.Topic());
        await node.SubscribeAsync(run.Topic());
        await node.UnsubscribeAsync(run.Topic());
        await node.UnsubscribeAsync(run.Topic());
        await node.SubscribeAsync(run.Topic());
        await node.PublishAsync(run.Topic(), "still works");
        await node.ExpectAsync(run.Topic(), "still works", Contract.NotSubscribed);
    }

    private static async Task AgainAsync(CaseRun run)
    {
        CaseNode[] nodes = await run.NodesAsync(2);
        for (int i = 0; i < Rounds; i++)
        {
            await nodes[0].SubscribeAsync(run.Topic());
            await nodes[1].PublishAsync(run.Topic(), $"{i}");
            await nodes[0].ExpectAsync(run.Topic(), $"{i}", Contract.Subscribed);
            await nodes[0].UnsubscribeAsync(run.Topic());
            await nodes[1].PublishAsync(run.Topic(), "while nobody listens");
        }

        await nodes[0].SettleAsync();
        nodes[0].ExpectNothing(run.Topic(), Contract.AtMostOnce);
    }

    private static async Task ManyTopicsAsync(CaseRun run)
    {
        CaseNode[] nodes = await run.NodesAsync(2);
        string[] topics = [.. Enumerable.Range(0, run.Backplane.Topics).Select(i => run.Topic($"topic{i}"))];
        await ForEachAsync(topics, nodes[0].SubscribeAsync);
        await ForEachAsync(topics, topic => nodes[1].PublishAsync(topic, topic));
        foreach (string topic in topics) await nodes[0].ExpectAsync(topic, topic, Contract.Subscribed);

        await ForEachAsync(topics, nodes[0].UnsubscribeAsync);
        await ForEachAsync(topics, topic => nodes[1].PublishAsync(topic, "too late"));
        await nodes[0].SettleAsync();
        foreach (string topic in topics) nodes[0].ExpectNothing(topic, Contract.Unsubscribed);
    }

    private static async Task ForEachAsync(string[] topics, Func<string, Task> call)
    {
        foreach (string[] some in topics.Chunk(CallsAtOnce)) await Task.WhenAll(some.Select(call));
    }
}
