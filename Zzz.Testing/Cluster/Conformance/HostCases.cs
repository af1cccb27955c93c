namespace Zzz.Testing.Cluster.Conformance;

/// <summary>Cases on how the host is called.</summary>
internal static class HostCases
{
    private const int Others = 20;

    public static readonly BackplaneCase[] All =
    [
        new("The host is called for one message of a topic at a time", OneAtATimeAsync),
        new("A host that takes long delays no other topic", SlowTopicAsync),
        new("A host that takes long delays no publisher", SlowHostAsync),
        new("A host may publish while it receives", PublishWhileReceivingAsync),
        new("All methods can be called at the same time", ManyThreadsAsync),
    ];

    private static async Task OneAtATimeAsync(CaseRun run)
    {
        const int Each = 300;
        CaseNode[] nodes = await run.NodesAsync(3);
        nodes[0].Host.OnReceived = (_, _) => Thread.Yield();
        await nodes[0].SubscribeAsync(run.Topic());
        await Task.WhenAll(nodes.Select(node => Task.Run(async () =>
        {
            for (int i = 0; i < Each; i++) await Task.WhenAll(node.PublishAsync(run.Topic(), "hi"), node.SendAsync(nodes[0].Name, "hi"));
        })));
        for (int i = 0; i < Each * nodes.Length; i++)
        {
            await nodes[0].ExpectAsync(run.Topic(), "hi", Contract.Published);
            await nodes[0].ExpectOwnAsync("hi", Contract.Sent);
        }
    }

    private static async Task SlowTopicAsync(CaseRun run)
    {
        CaseNode[] nodes = await run.NodesAsync(2);
        using var release = new ManualResetEventSlim();
        await BlockAsync(run, nodes[0], release);
        try
        {
            await nodes[1].PublishAsync(run.Topic("slow"), "waits");
            for (int i = 0; i < Others; i++)
            {
                await nodes[0].SubscribeAsync(run.Topic($"quick{i}"));
                await nodes[1].PublishAsync(run.Topic($"quick{i}"), "does not wait");
                await nodes[0].ExpectAsync(run.Topic($"quick{i}"), "does not wait", Contract.Independent);
            }

            await nodes[1].SendAsync(nodes[0].Name, "does not wait");
            await nodes[0].ExpectOwnAsync("does not wait", Contract.Independent);
        }
        finally
        {
            release.Set();
        }

        await nodes[0].ExpectAsync(run.Topic("slow"), "blocks", Contract.Published);
        await nodes[0].ExpectAsync(run.Topic("slow"), "waits", Contract.Published);
    }

    private static async Task SlowHostAsync(CaseRun run)
    {
        CaseNode[] nodes = await run.NodesAsync(2);
        using var release = new ManualResetEventSlim();
        await nodes[1].SubscribeAsync(run.Topic("slow"));
        await BlockAsync(run, nodes[0], release);
        try
        {
            foreach (CaseNode node in nodes)
                for (int i = 0; i < Others; i++) await node.PublishAsync(run.Topic("slow"), "more");
        }
        finally
        {
            release.Set();
        }

        foreach (CaseNode node in nodes)
        {
            await node.ExpectAsync(run.Topic("slow"), "blocks", Contract.Published);
            for (int i = 0; i < Others * nodes.Length; i++) await node.ExpectAsync(run.Topic("slow"), "more", Contract.Published);
        }
    }

    /// <summary>Makes the host of a node wait within its first call.</summary>
    private static async Task BlockAsync(CaseRun run, CaseNode node, ManualResetEventSlim release)
    {
        var blocks = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        TimeSpan limit = run.Backplane.Timeout * Others;
        node.Host.OnReceived = (topic, _) =>
        {
            if (topic != run.Topic("slow")) return;
            blocks.TrySetResult();
            release.Wait(limit);
        };
        await node.SubscribeAsync(run.Topic("slow"));
        await node.PublishAsync(run.Topic("slow"), "blocks");
        await run.WithinAsync(blocks.Task, Contract.Published, $"\"blocks\" on {run.Topic("slow")}");
    }

    private static async Task PublishWhileReceivingAsync(CaseRun run)
    {
        const int Count = 200;
        CaseNode node = await run.NodeAsync();
        int received = 0;
        Task? failed = null;
        node.Host.OnReceived = (topic, _) =>
        {
            if (topic != run.Topic() || ++received == Count) return;
            Task<int?> call = node.PublishAsync(topic, $"{received}");
            if (call.IsFaulted) failed = call;
        };
        await node.SubscribeAsync(run.Topic());
        await node.PublishAsync(run.Topic(), "0");
        for (int i = 0; i < Count && failed is null; i++) await node.ExpectAsync(run.Topic(), $"{i}", Contract.Published);
        await (failed ?? Task.CompletedTask);
    }

    private static async Task ManyThreadsAsync(CaseRun run)
    {
        CaseNode[] nodes = await run.NodesAsync(2);
        await nodes[1].SubscribeAsync(run.Topic("all"));
        await Task.WhenAll(Enumerable.Range(0, 16).Select(thread => Task.Run(async () =>
        {
            for (int i = 0; i < 20; i++)
            {
                string topic = run.Topic($"topic{thread}");
                await nodes[0].SubscribeAsync(topic);
                await Task.WhenAll(nodes[1].PublishAsync(topic, $"{i}"), nodes[0].PublishAsync(run.Topic("all"), "hi"));
                await nodes[0].ExpectAsync(topic, $"{i}", Contract.AnyThread);
                await nodes[1].ExpectAsync(run.Topic("all"), "hi", Contract.AnyThread);
                await nodes[0].UnsubscribeAsync(topic);
            }
        })));
    }
}
