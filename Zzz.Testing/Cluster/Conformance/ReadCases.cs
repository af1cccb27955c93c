namespace Zzz.Testing.Cluster.Conformance;

/// <summary>Cases on what a read returns.</summary>
internal static class ReadCases
{
    private const int Count = 10;

    private static readonly string[] Messages = [.. Enumerable.Range(1, Count).Select(i => $"{i}")];

    public static readonly BackplaneCase[] All =
    [
        new("A read returns all messages after a position", SinceAsync) { NeedsLog = true },
        new("A read returns null for a position in another epoch, or above the top", ElsewhereAsync) { NeedsLog = true },
        new("A read returns null if there are more messages than the limit", LimitAsync) { NeedsLog = true },
        new("A read without a position returns the latest messages", LatestAsync) { NeedsLog = true },
        new("A read returns a thousand messages of 1 KiB", LongAsync) { NeedsLog = true },
    ];

    private static async Task SinceAsync(CaseRun run)
    {
        (CaseNode node, TopicPosition top) = await AppendedAsync(run);
        for (int i = 0; i <= Count; i++)
            await Reading.ExpectAsync(run, node, run.Topic(), top with { Offset = i }, top, Messages[i..], Contract.UpToTop);
        await Reading.ExpectAsync(run, node, run.Topic(), top, top, [], Contract.UpToTop, limit: 0);
    }

    private static async Task ElsewhereAsync(CaseRun run)
    {
        (CaseNode node, TopicPosition top) = await AppendedAsync(run);
        foreach (long offset in new[] { 0L, 5, Count, Count + 1 })
            await Reading.ExpectAsync(run, node, run.Topic(), new TopicPosition("another", offset), top, null, Contract.NotAll);
        await Reading.ExpectAsync(run, node, run.Topic(), top with { Offset = Count + 1 }, top, null, Contract.NotAll);
        await Reading.ExpectAsync(run, node, run.Topic(), top with { Offset = 1L << 52 }, top, null, Contract.NotAll);
    }

    private static async Task LimitAsync(CaseRun run)
    {
        (CaseNode node, TopicPosition top) = await AppendedAsync(run);
        TopicPosition since = top with { Offset = 4 };
        await Reading.ExpectAsync(run, node, run.Topic(), since, top, Messages[4..], Contract.Limit, limit: 6);
        await Reading.ExpectAsync(run, node, run.Topic(), since, top, null, Contract.NotAll, limit: 5);
        await Reading.ExpectAsync(run, node, run.Topic(), since, top, null, Contract.NotAll, limit: 0);
    }

    private static async Task LatestAsync(CaseRun run)
    {
        (CaseNode node, TopicPosition top) = await AppendedAsync(run);
        await Reading.ExpectAsync(run, node, run.Topic(), since: null, top, Messages[^1..], Contract.Latest, limit: 1);
        await Reading.ExpectAsync(run, node, run.Topic(), since: null, top, Messages[^3..], Contract.Latest, limit: 3);
        await Reading.ExpectAsync(run, node, run.Topic(), since: null, top, Messages, Contract.Latest, limit: Count);
        await Reading.ExpectAsync(run, node, run.Topic(), since: null, top, Messages, Contract.Latest, limit: Count + 1);

        BackplaneRead read = await node.ReadAsync(run.Topic(), since: null, limit: 0);
        string happened = $"[{read.Top.Epoch}, {read.Top.Offset}], and {Bytes.DescribeAll(read.Messages)}";
        run.Check(read.Top == top && read.Messages is null or { Count: 0 }, Contract.Limit, $"[{top.Epoch}, {top.Offset}], without messages", happened);
    }

    private static async Task LongAsync(CaseRun run)
    {
        CaseNode[] nodes = await run.NodesAsync(2);
        string[] messages = [.. Enumerable.Range(1, 1000).Select(i => $"{i}".PadLeft(1024))];
        TopicPosition top = default;
        foreach (string[] batch in messages.Chunk(100)) top = await nodes[0].AppendAsync(run.Topic(), batch);
        await Reading.ExpectAsync(run, nodes[1], run.Topic(), top with { Offset = 0 }, top, messages, Contract.UpToTop, limit: 1000);
        await Reading.ExpectAsync(run, nodes[1], run.Topic(), since: null, top, messages, Contract.Latest, limit: 1000);
    }

    /// <summary>Appends the messages from one node, and returns another.</summary>
    private static async Task<(CaseNode Reader, TopicPosition Top)> AppendedAsync(CaseRun run)
    {
        CaseNode[] nodes = await run.NodesAsync(2);
        return (nodes[1], await nodes[0].AppendAsync(run.Topic(), Messages));
    }
}
