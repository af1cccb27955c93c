namespace Zzz.Testing.Cluster.Conformance;

/// <summary>Cases on retries, and on logs that have lost messages.</summary>
internal static class EpochCases
{
    public static readonly BackplaneCase[] All =
    [
        new("A retry of an append that was stored returns its position, and stores and sends nothing", RetryOfStoredAsync) { NeedsLog = true },
        new("A retry of an append that was not stored stores and sends it", RetryOfLostAsync) { NeedsLog = true },
        new("A topic without messages has offset 0, in the epoch of its first message", EmptyAsync) { NeedsLog = true },
        new("A log that is behind what a node has seen begins a new epoch", BehindAsync) { NeedsLog = true },
        new("A log that is not behind what a node has seen keeps its epoch", NotBehindAsync) { NeedsLog = true },
    ];

    private static async Task RetryOfStoredAsync(CaseRun run)
    {
        CaseNode[] nodes = await run.NodesAsync(2);
        await nodes[1].SubscribeAsync(run.Topic());
        BackplaneAppend append = Append.Of("1", "2", "3");
        TopicPosition first = (await nodes[0].AppendAsync(run.Topic(), append)).Last;
        await ExpectRetriedAsync(first);
        TopicPosition top = await nodes[1].AppendAsync(run.Topic(), "4");
        await ExpectRetriedAsync(top);

        await nodes[1].ExpectUpToAsync(run.Topic(), top, "1", "2", "3", "4");
        await nodes[1].SettleAsync();
        nodes[1].ExpectNothing(run.Topic(), Contract.Retry);

        async Task ExpectRetriedAsync(TopicPosition expectedTop)
        {
            TopicPosition again = (await nodes[0].AppendAsync(run.Topic(), append with { IsRetry = true, Known = first })).Last;
            run.Check(again == first, Contract.Retry, $"the retry to return [{first.Epoch}, {first.Offset}]", $"[{again.Epoch}, {again.Offset}]");
            BackplaneRead read = await nodes[1].ReadAsync(run.Topic(), since: null);
            run.Check(read.Top == expectedTop, Contract.Retry, $"the top to stay at {expectedTop.Offset}", $"it is {read.Top.Offset}");
        }
    }

    private static async Task RetryOfLostAsync(CaseRun run)
    {
        CaseNode[] nodes = await run.NodesAsync(2);
        await nodes[1].SubscribeAsync(run.Topic());
        await nodes[0].AppendAsync(run.Topic(), "1");
        TopicPosition last = (await nodes[0].AppendAsync(run.Topic(), Append.Of("2", "3") with { IsRetry = true })).Last;
        run.Check(last.Offset == 3, Contract.Last, "offset 3", $"{last.Offset}");
        await nodes[1].ExpectUpToAsync(run.Topic(), last, "1", "2", "3");
        await Reading.ExpectAsync(run, nodes[1], run.Topic(), since: null, last, ["1", "2", "3"], Contract.UpToTop);
    }

    private static async Task EmptyAsync(CaseRun run)
    {
        CaseNode[] nodes = await run.NodesAsync(2);
        TopicPosition empty = (await nodes[0].ReadAsync(run.Topic(), since: null)).Top;
        run.Check(empty.Offset == 0, Contract.Empty, "offset 0", $"{empty.Offset}");
        await Reading.ExpectAsync(run, nodes[1], run.Topic(), since: null, empty, [], Contract.Empty);
        await Reading.ExpectAsync(run, nodes[1], run.Topic(), empty, empty, [], Contract.Empty);
        await Reading.ExpectAsync(run, nodes[1], run.Topic(), empty with { Epoch = "another" }, empty, null, Contract.NotAll);

        TopicPosition first = await nodes[1].AppendAsync(run.Topic(), "1");
        string expected = $"the first message at [{empty.Epoch}, 1]";
        run.Check(first == empty with { Offset = 1 }, Contract.Empty, expected, $"it is at [{first.Epoch}, {first.Offset}]");
        await Reading.ExpectAsync(run, nodes[0], run.Topic(), empty, first, ["1"], Contract.Empty);
    }

    private static async Task BehindAsync(CaseRun run)
    {
        CaseNode[] nodes = await run.NodesAsync(2);
        await nodes[1].SubscribeAsync(run.Topic());
        TopicPosition before = await nodes[0].AppendAsync(run.Topic(), "1", "2", "3");
        BackplaneAppend append = Append.Of("a", "b") with { Known = before with { Offset = 4 } };
        TopicPosition after = (await nodes[0].AppendAsync(run.Topic(), append)).Last;

        string happened = $"its last message is at [{after.Epoch}, {after.Offset}]";
        run.Check(after.Epoch != before.Epoch, Contract.Known, $"another epoch than {before.Epoch}", happened);
        run.Check(after.Offset == 2, Contract.Known, "the new epoch to begin with offset 1", happened);
        await nodes[1].ExpectUpToAsync(run.Topic(), before, "1", "2", "3");
        await nodes[1].ExpectUpToAsync(run.Topic(), after, "a", "b");
        await Reading.ExpectAsync(run, nodes[1], run.Topic(), since: null, after, ["a", "b"], Contract.Known);
        await Reading.ExpectAsync(run, nodes[1], run.Topic(), before, after, null, Contract.NotAll);
        await Reading.ExpectAsync(run, nodes[1], run.Topic(), before with { Offset = 1 }, after, null, Contract.NotAll);
    }

    private static async Task NotBehindAsync(CaseRun run)
    {
        CaseNode node = await run.NodeAsync();
        TopicPosition top = await node.AppendAsync(run.Topic(), "1", "2");
        TopicPosition?[] known = [top, top with { Offset = 1 }, top with { Offset = 0 }, new TopicPosition("another", 1000), null];
        foreach (TopicPosition? one in known)
        {
            TopicPosition last = (await node.AppendAsync(run.Topic(), Append.Of("more") with { Known = one })).Last;
            run.Check(last == top with { Offset = top.Offset + 1 }, Contract.Known, $"[{top.Epoch}, {top.Offset + 1}]", $"[{last.Epoch}, {last.Offset}]");
            top = last;
        }
    }
}
