namespace Zzz.Testing.Cluster.Conformance;

/// <summary>Cases on what an append stores and sends.</summary>
internal static class AppendCases
{
    private const int Nodes = 4;
    private const int Each = 100;

    public static readonly BackplaneCase[] All =
    [
        new("An appended message arrives with its position", PositionAsync) { NeedsLog = true },
        new("Nodes that append at the same time get consecutive offsets, and all nodes receive them in order", ManyNodesAsync) { NeedsLog = true },
        new("A batch is stored and sent whole, at consecutive offsets", BatchesAsync) { NeedsLog = true },
        new("Published messages are not in the log", PublishedAsync) { NeedsLog = true },
        new("The log keeps messages of any length, on any topic", AnyMessageAsync) { NeedsLog = true },
        new("The log keeps messages without a subscriber, and longer than the node that appended them", OutlivesAsync) { NeedsLog = true },
        new("The memory of an append can be used again when the call has completed", MemoryAsync) { NeedsLog = true },
        new("AppendAsync returns the number of nodes, or null", CountAsync) { NeedsLog = true },
        new("The log keeps no more messages than MaxMessages, and the latest of them", MaxMessagesAsync) { NeedsLog = true },
        new("The log keeps no more bytes than MaxBytes, and the latest message at any length", MaxBytesAsync) { NeedsLog = true },
    ];

    private static async Task PositionAsync(CaseRun run)
    {
        CaseNode[] nodes = await run.NodesAsync(2);
        await nodes[0].SubscribeAsync(run.Topic());
        await nodes[1].SubscribeAsync(run.Topic());
        for (int i = 1; i <= 20; i++)
        {
            TopicPosition last = await nodes[i % 2].AppendAsync(run.Topic(), $"{i}");
            run.Check(last.Offset == i, Contract.Last, $"offset {i}", $"{last.Offset}");
            foreach (CaseNode node in nodes) await node.ExpectUpToAsync(run.Topic(), last, $"{i}");
        }

        await nodes[0].SettleAsync();
        nodes[0].ExpectNothing(run.Topic(), Contract.AtMostOnce);
    }

    private static async Task ManyNodesAsync(CaseRun run)
    {
        CaseNode[] nodes = await run.NodesAsync(Nodes);
        foreach (CaseNode node in nodes) await node.SubscribeAsync(run.Topic());
        TopicPosition[][] positions = await Task.WhenAll(nodes.Select((node, i) => Task.Run(() => AppendManyAsync(node, run.Topic(), i))));
        string[] written = Written(run, positions);
        TopicPosition top = positions[0][0] with { Offset = written.Length };
        foreach (CaseNode node in nodes)
        {
            for (int i = 0; i < written.Length; i++)
            {
                Delivery delivery = await node.ExpectAsync(run.Topic(), written[i], Contract.OneStep);
                run.Check(delivery.Position?.Offset == i + 1, Contract.OneStep, $"{written[i]} at offset {i + 1}", $"it received {delivery}");
            }

            await Reading.ExpectAsync(run, node, run.Topic(), top with { Offset = 0 }, top, written, Contract.UpToTop);
        }
    }

    private static async Task<TopicPosition[]> AppendManyAsync(CaseNode node, string topic, int number)
    {
        var positions = new TopicPosition[Each];
        TopicPosition? known = null;
        for (int i = 0; i < Each; i++)
            known = positions[i] = (await node.AppendAsync(topic, Append.Of($"{number}.{i}") with { Known = known })).Last;
        return positions;
    }

    /// <summary>Returns the messages in the order of their offsets, which must be consecutive.</summary>
    private static string[] Written(CaseRun run, TopicPosition[][] positions)
    {
        var all = positions.SelectMany((own, node) => own.Select((position, i) => (position.Offset, position.Epoch, Message: $"{node}.{i}"))).Order().ToArray();
        int epochs = all.DistinctBy(one => one.Epoch).Count();
        run.Check(epochs == 1, Contract.Known, "one epoch", $"{epochs} epochs, although no message was lost");
        for (int i = 0; i < all.Length; i++)
            run.Check(all[i].Offset == i + 1, Contract.Appended, $"the offsets 1 to {all.Length}, each once", $"{all[i].Offset} in place of {i + 1}");
        return [.. all.Select(one => one.Message)];
    }

    private static async Task BatchesAsync(CaseRun run)
    {
        const int Batches = 30;
        CaseNode[] nodes = await run.NodesAsync(3);
        await nodes[2].SubscribeAsync(run.Topic());
        (TopicPosition Last, string[] Messages)[][] batches = await Task.WhenAll(nodes.Select((node, number) => Task.Run(async () =>
        {
            var own = new (TopicPosition Last, string[] Messages)[Batches];
            for (int i = 0; i < Batches; i++)
            {
                string[] messages = [.. Enumerable.Range(0, i + 1).Select(j => $"{number}.{i}.{j}")];
                own[i] = (await node.AppendAsync(run.Topic(), messages), messages);
            }

            return own;
        })));
        long top = 0;
        foreach ((TopicPosition last, string[] messages) in batches.SelectMany(own => own).OrderBy(one => one.Last.Offset))
        {
            top += messages.Length;
            run.Check(last.Offset == top, Contract.Batch, $"{messages.Length} messages up to offset {top}", $"they end at {last.Offset}");
            await nodes[2].ExpectUpToAsync(run.Topic(), last, Contract.Batch, messages);
            TopicPosition before = last with { Offset = last.Offset - messages.Length };
            BackplaneRead read = await nodes[0].ReadAsync(run.Topic(), before);
            string[]? found = Reading.Texts(read)?[..messages.Length];
            run.Check(found?.SequenceEqual(messages) == true, Contract.Batch, string.Join(", ", messages), found is null ? "null" : string.Join(", ", found));
        }
    }

    private static async Task PublishedAsync(CaseRun run)
    {
        CaseNode[] nodes = await run.NodesAsync(2);
        await nodes[0].SubscribeAsync(run.Topic());
        await nodes[1].AppendAsync(run.Topic(), "one");
        await nodes[1].PublishAsync(run.Topic(), "not stored");
        TopicPosition top = await nodes[1].AppendAsync(run.Topic(), "two");
        await Reading.ExpectAsync(run, nodes[0], run.Topic(), since: null, top, ["one", "two"], Contract.UpToTop);
        await nodes[0].ExpectAsync(run.Topic(), "one", Contract.Appended);
        Delivery delivery = await nodes[0].ExpectAsync(run.Topic(), "not stored", Contract.Published);
        run.Check(delivery.Position is null, Contract.Position, "no position", $"it received {delivery}");
    }

    private static async Task AnyMessageAsync(CaseRun run)
    {
        CaseNode[] nodes = await run.NodesAsync(2);
        byte[][] messages = [[], Bytes.OfLength(256), [0, 0], Bytes.Of(":"), Bytes.Of("\r\n"), [255], Bytes.OfLength(1024 * 1024)];
        await nodes[0].AppendAsync(run.Topic(), Append.Of(messages));
        BackplaneRead read = await nodes[1].ReadAsync(run.Topic(), since: null);
        bool same = read.Messages?.Count == messages.Length && read.Messages.Zip(messages).All(pair => pair.First.Span.SequenceEqual(pair.Second));
        run.Check(same, Contract.UpToTop, Bytes.DescribeAll([.. messages.Select(one => new ReadOnlyMemory<byte>(one))]), Bytes.DescribeAll(read.Messages));

        string[] topics = OddTopics.Of(run);
        foreach (string topic in topics) await nodes[0].AppendAsync(topic, $"in {topic}");
        foreach (string topic in topics)
        {
            BackplaneRead one = await nodes[1].ReadAsync(topic, since: null);
            await Reading.ExpectAsync(run, nodes[1], topic, since: null, one.Top with { Offset = 1 }, [$"in {topic}"], Contract.AnyTopic);
        }
    }

    private static async Task OutlivesAsync(CaseRun run)
    {
        CaseNode[] nodes = await run.NodesAsync(2);
        await nodes[0].AppendAsync(run.Topic(), "one");
        TopicPosition top = await nodes[0].AppendAsync(run.Topic(), "two");
        await nodes[0].StopAsync();
        await Reading.ExpectAsync(run, nodes[1], run.Topic(), top with { Offset = 0 }, top, ["one", "two"], Contract.Keeps);
        await Reading.ExpectAsync(run, await run.NodeAsync(), run.Topic(), top with { Offset = 1 }, top, ["two"], Contract.Keeps);
    }

    private static async Task MemoryAsync(CaseRun run)
    {
        CaseNode[] nodes = await run.NodesAsync(2);
        await nodes[0].SubscribeAsync(run.Topic());
        byte[] shared = Bytes.Of("first");
        TopicPosition top = (await nodes[1].AppendAsync(run.Topic(), Append.Of(shared))).Last;
        Bytes.Of("other").CopyTo(shared, 0);
        await nodes[0].ExpectAsync(run.Topic(), "first", Contract.BatchMemory);
        await Reading.ExpectAsync(run, nodes[0], run.Topic(), since: null, top, ["first"], Contract.BatchMemory);
    }

    private static async Task CountAsync(CaseRun run)
    {
        CaseNode[] nodes = await run.NodesAsync(3);
        for (int expected = 0; expected <= nodes.Length; expected++)
        {
            int? count = (await nodes[0].AppendAsync(run.Topic(), Append.Of("one", "two"))).Nodes;
            run.Check(count is null || count == expected, Contract.AppendCount, $"{expected}, or null", $"{count}");
            if (expected < nodes.Length) await nodes[expected].SubscribeAsync(run.Topic());
        }
    }

    private static async Task MaxMessagesAsync(CaseRun run)
    {
        CaseNode[] nodes = await run.NodesAsync(2);
        TopicPosition top = default;
        for (int i = 1; i <= 10; i++) top = (await nodes[i % 2].AppendAsync(run.Topic(), Append.Of($"{i}") with { MaxMessages = 5 })).Last;
        string[] latest = ["6", "7", "8", "9", "10"];
        await Reading.ExpectAsync(run, nodes[0], run.Topic(), since: null, top, latest, Contract.MaxMessages);
        await Reading.ExpectAsync(run, nodes[0], run.Topic(), top with { Offset = 5 }, top, latest, Contract.MaxMessages);
        await Reading.ExpectAsync(run, nodes[0], run.Topic(), top with { Offset = 4 }, top, null, Contract.NotAll);

        string[] batch = [.. Enumerable.Range(11, 8).Select(i => $"{i}")];
        top = (await nodes[0].AppendAsync(run.Topic(), Append.Of(batch) with { MaxMessages = 5 })).Last;
        run.Check(top.Offset == 18, Contract.Last, "offset 18", $"{top.Offset}");
        await Reading.ExpectAsync(run, nodes[1], run.Topic(), since: null, top, batch[^5..], Contract.MaxMessages);
    }

    private static async Task MaxBytesAsync(CaseRun run)
    {
        const int Length = 10_000;
        CaseNode[] nodes = await run.NodesAsync(2);
        TopicPosition top = default;
        for (int i = 1; i <= 10; i++)
        {
            BackplaneAppend append = Append.Of(new string((char)('a' + i), Length)) with { MaxBytes = (5 * Length) + (Length / 2) };
            top = (await nodes[i % 2].AppendAsync(run.Topic(), append)).Last;
        }

        string[] latest = [.. Enumerable.Range(6, 5).Select(i => new string((char)('a' + i), Length))];
        await Reading.ExpectAsync(run, nodes[0], run.Topic(), since: null, top, latest, Contract.MaxBytes);
        await Reading.ExpectAsync(run, nodes[0], run.Topic(), top with { Offset = 4 }, top, null, Contract.NotAll);

        string large = new('z', 10 * Length);
        top = (await nodes[0].AppendAsync(run.Topic(), Append.Of(large) with { MaxBytes = Length })).Last;
        await Reading.ExpectAsync(run, nodes[1], run.Topic(), since: null, top, [large], Contract.LatestIsKept);
    }
}
