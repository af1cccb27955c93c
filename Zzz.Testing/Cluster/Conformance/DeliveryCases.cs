namespace Zzz.Testing.Cluster.Conformance;

/// <summary>Cases on what arrives, where, and in which order.</summary>
internal static class DeliveryCases
{
    private const int CallsAtOnce = 500;

    private static readonly int[] Lengths = [0, 1, 127, 128, 255, 256, 4095, 4096, 65_535, 65_536, 1024 * 1024, 3];

    public static readonly BackplaneCase[] All =
    [
        new("A node receives its own messages", EchoAsync),
        new("A message arrives at all nodes that are subscribed to its topic, and at no other", OnlySubscribersAsync),
        new("The messages of each publisher arrive in order, each once", OrderAsync),
        new("Messages of 0 bytes to 1 MiB arrive unchanged", LengthsAsync),
        new("The memory of a message can be used again when the call has completed", MemoryAsync),
        new("PublishAsync returns the number of nodes, or null", CountAsync),
        new("A node receives what is sent to it, in order, and no other node does", SendAsync),
        new("A message to a node that does not exist is lost without an error", NoSuchNodeAsync),
        new("Messages to a node have any length", SendLengthsAsync),
    ];

    private static async Task EchoAsync(CaseRun run)
    {
        CaseNode node = await run.NodeAsync();
        await node.SubscribeAsync(run.Topic());
        await node.PublishAsync(run.Topic(), "to myself");
        Delivery delivery = await node.ExpectAsync(run.Topic(), "to myself", Contract.Published);
        run.Check(delivery.Position is null, Contract.Position, "a published message without a position", $"it received {delivery}");
    }

    private static async Task OnlySubscribersAsync(CaseRun run)
    {
        CaseNode[] nodes = await run.NodesAsync(3);
        await nodes[0].SubscribeAsync(run.Topic("a"));
        await nodes[1].SubscribeAsync(run.Topic("a"));
        await nodes[1].SubscribeAsync(run.Topic("b"));
        await nodes[2].PublishAsync(run.Topic("a"), "for a");
        await nodes[2].PublishAsync(run.Topic("b"), "for b");
        await nodes[2].PublishAsync(run.Topic("c"), "for nobody");

        await nodes[0].ExpectAsync(run.Topic("a"), "for a", Contract.Published);
        await nodes[1].ExpectAsync(run.Topic("a"), "for a", Contract.Published);
        await nodes[1].ExpectAsync(run.Topic("b"), "for b", Contract.Published);
        foreach (CaseNode node in nodes) await node.SettleAsync();
        foreach (CaseNode node in nodes) node.ExpectNothing(run.Topic("a"), Contract.AtMostOnce);
        nodes[1].ExpectNothing(run.Topic("b"), Contract.AtMostOnce);
    }

    private static async Task OrderAsync(CaseRun run)
    {
        CaseNode[] nodes = await run.NodesAsync(3);
        await nodes[0].SubscribeAsync(run.Topic());
        await nodes[2].SubscribeAsync(run.Topic());
        int each = run.Backplane.Messages / 2;
        Task[] publishers = [PublishManyAsync(nodes[0], run.Topic(), each, "a"), PublishManyAsync(nodes[1], run.Topic(), each, "b")];
        await ExpectInOrderAsync(run, nodes[0], each);
        await ExpectInOrderAsync(run, nodes[2], each);
        await Task.WhenAll(publishers);
        foreach (CaseNode node in nodes) await node.SettleAsync();
        nodes[0].ExpectNothing(run.Topic(), Contract.AtMostOnce);
        nodes[2].ExpectNothing(run.Topic(), Contract.AtMostOnce);
    }

    private static Task PublishManyAsync(CaseNode node, string topic, int count, string name) => Task.Run(async () =>
    {
        foreach (int[] numbers in Enumerable.Range(1, count).Chunk(CallsAtOnce))
            await Task.WhenAll([.. numbers.Select(number => node.PublishAsync(topic, $"{name}{number}"))]);
    });

    private static async Task ExpectInOrderAsync(CaseRun run, CaseNode node, int each)
    {
        int a = 0, b = 0;
        while (a + b < 2 * each)
        {
            string expected = $"a{a + 1} or b{b + 1} on {run.Topic()}";
            Delivery delivery = await node.NextAsync(run.Topic(), Contract.Order, expected);
            bool isA = a < each && delivery.Message.AsSpan().SequenceEqual(Bytes.Of($"a{a + 1}"));
            bool isB = b < each && delivery.Message.AsSpan().SequenceEqual(Bytes.Of($"b{b + 1}"));
            run.Check(isA || isB, Contract.Order, expected, $"it received {delivery}");
            if (isA) a++;
            else b++;
        }
    }

    private static async Task LengthsAsync(CaseRun run)
    {
        CaseNode[] nodes = await run.NodesAsync(2);
        await nodes[0].SubscribeAsync(run.Topic());
        await Task.WhenAll([.. Lengths.Select(length => nodes[1].PublishAsync(run.Topic(), Bytes.OfLength(length)))]);
        foreach (int length in Lengths) await nodes[0].ExpectAsync(run.Topic(), Bytes.OfLength(length), Contract.AnyLength);
    }

    private static async Task MemoryAsync(CaseRun run)
    {
        CaseNode[] nodes = await run.NodesAsync(2);
        await nodes[0].SubscribeAsync(run.Topic());
        byte[] shared = new byte[100];
        for (byte i = 0; i < 200; i++)
        {
            shared.AsSpan().Fill(i);
            await nodes[1].PublishAsync(run.Topic(), shared);
            shared.AsSpan().Fill(255);
        }

        for (byte i = 0; i < 200; i++) await nodes[0].ExpectAsync(run.Topic(), [.. Enumerable.Repeat(i, shared.Length)], Contract.Memory);
    }

    private static async Task CountAsync(CaseRun run)
    {
        CaseNode[] nodes = await run.NodesAsync(3);
        await ExpectCountAsync(0);
        await nodes[0].SubscribeAsync(run.Topic());
        await ExpectCountAsync(1);
        await nodes[1].SubscribeAsync(run.Topic());
        await nodes[1].SubscribeAsync(run.Topic("other"));
        await nodes[2].SubscribeAsync(run.Topic());
        await ExpectCountAsync(3);
        await nodes[0].UnsubscribeAsync(run.Topic());
        await ExpectCountAsync(2);

        async Task ExpectCountAsync(int expected)
        {
            int? count = await nodes[0].PublishAsync(run.Topic(), "count");
            run.Check(count is null || count == expected, Contract.Count, $"{expected}, or null", $"{count}");
        }
    }

    private static async Task SendAsync(CaseRun run)
    {
        const int Count = 2000;
        CaseNode[] nodes = await run.NodesAsync(3);
        foreach (int[] numbers in Enumerable.Range(1, Count).Chunk(CallsAtOnce))
            await Task.WhenAll([.. numbers.Select(number => nodes[0].SendAsync(nodes[1].Name, $"{number}"))]);
        for (int i = 1; i <= Count; i++) await nodes[1].ExpectOwnAsync($"{i}", Contract.Sent);

        await nodes[1].SendAsync(nodes[1].Name, "to myself");
        await nodes[1].ExpectOwnAsync("to myself", Contract.Sent);
        foreach (CaseNode node in nodes) await node.SettleAsync();
        foreach (CaseNode node in nodes) node.ExpectNothingOwn(Contract.Sent);
    }

    private static async Task NoSuchNodeAsync(CaseRun run)
    {
        CaseNode[] nodes = await run.NodesAsync(2);
        await nodes[0].SendAsync($"node{Guid.NewGuid():N}", "to nobody");
        await nodes[0].SendAsync(nodes[1].Name, "to somebody");
        await nodes[1].ExpectOwnAsync("to somebody", Contract.NoSuchNode);
    }

    private static async Task SendLengthsAsync(CaseRun run)
    {
        CaseNode[] nodes = await run.NodesAsync(2);
        foreach (int length in Lengths)
        {
            await nodes[0].SendAsync(nodes[1].Name, Bytes.OfLength(length));
            await nodes[1].ExpectOwnAsync(Bytes.OfLength(length), Contract.Sent);
        }
    }
}
