namespace Zzz.Testing.Cluster.Conformance;

/// <summary>Cases on cancellation, lost connections, the end of a node and its return.</summary>
internal static class LifetimeCases
{
    private const int Topics = 20;

    public static readonly BackplaneCase[] All =
    [
        new("A call that is cancelled ends, and leaves the node intact", CancellationAsync),
        new("A node stops while messages are published", StopAsync),
        new("A node that has stopped can start again, without its subscriptions", StartAgainAsync),
        new("A node that does not receive any more harms no other", OthersLiveAsync),
        new("A lost connection is reported, and the subscriptions survive it", InterruptionAsync) { NeedsInterrupt = true },
        new("Calls end while the connection is lost", CallsEndAsync) { NeedsInterrupt = true },
    ];

    private static async Task CancellationAsync(CaseRun run)
    {
        CaseNode[] nodes = await run.NodesAsync(2);
        IBackplane backplane = nodes[0].Backplane;
        nodes[0].Host.TapeOf(run.Topic("maybe")).IsOpen = true;
        Func<CancellationToken, ValueTask>[] calls =
        [
            token => backplane.SubscribeAsync(run.Topic("maybe"), token),
            token => backplane.UnsubscribeAsync(run.Topic("maybe"), token),
            token => backplane.SendAsync(nodes[1].Name, Bytes.Of("maybe"), token),
            async token => await backplane.PublishAsync(run.Topic("maybe"), Bytes.Of("maybe"), token),
        ];
        foreach (Func<CancellationToken, ValueTask> call in calls)
        {
            await ExpectEndAsync(run, call, new CancellationToken(canceled: true));
            using var soon = new CancellationTokenSource();
            Task ended = ExpectEndAsync(run, call, soon.Token);
            await soon.CancelAsync();
            await ended;
        }

        await nodes[0].SubscribeAsync(run.Topic());
        await nodes[0].PublishAsync(run.Topic(), "intact");
        await nodes[0].ExpectAsync(run.Topic(), "intact", Contract.Cancels);
    }

    private static async Task ExpectEndAsync(CaseRun run, Func<CancellationToken, ValueTask> call, CancellationToken token)
    {
        Task task = EndedAsync(call, token);
        await run.WithinAsync(Task.WhenAny(task), Contract.Cancels, "the end of a call that is cancelled");
        run.Check(
            task.Exception is null,
            Contract.Cancels,
            "success or OperationCanceledException",
            $"the call threw {task.Exception?.InnerException?.GetType().Name}: {task.Exception?.InnerException?.Message}");
    }

    private static async Task EndedAsync(Func<CancellationToken, ValueTask> call, CancellationToken token) => await call(token);

    private static async Task StopAsync(CaseRun run)
    {
        CaseNode[] nodes = await run.NodesAsync(2);
        await nodes[0].SubscribeAsync(run.Topic());
        await nodes[1].SubscribeAsync(run.Topic());
        await using (new Repeater(() => TryPublishAsync(run, nodes[0])))
        await using (new Repeater(() => TryPublishAsync(run, nodes[1])))
        {
            await nodes[0].NextAsync(run.Topic(), Contract.Published, "a message");
            await nodes[0].StopAsync();
        }

        await nodes[1].SettleAsync();
    }

    /// <summary>Publishes a message, and expects that the call ends, by success or failure.</summary>
    private static async Task TryPublishAsync(CaseRun run, CaseNode node)
    {
        Task call = EndedAsync(async token => await node.Backplane.PublishAsync(run.Topic(), Bytes.Of("more"), token), CancellationToken.None);
        await run.WithinAsync(Task.WhenAny(call), Contract.NoWaiting, "the end of PublishAsync, by success or failure");
        if (!call.IsCompletedSuccessfully) await Task.Yield();
    }

    private static async Task StartAgainAsync(CaseRun run)
    {
        CaseNode[] nodes = await run.NodesAsync(2);
        for (int i = 0; i < 3; i++)
        {
            await nodes[0].SubscribeAsync(run.Topic());
            await nodes[1].PublishAsync(run.Topic(), $"{i}");
            await nodes[0].ExpectAsync(run.Topic(), $"{i}", Contract.StartAgain);
            await nodes[1].SendAsync(nodes[0].Name, $"{i}");
            await nodes[0].ExpectOwnAsync($"{i}", Contract.StartAgain);

            await nodes[0].StopAsync();
            await nodes[1].PublishAsync(run.Topic(), "while it is stopped");
            await nodes[0].StartAsync();
            await nodes[1].PublishAsync(run.Topic(), "before it subscribes");
            await nodes[0].SettleAsync();
            nodes[0].ExpectNothing(run.Topic(), Contract.EndsSubscriptions);
        }
    }

    private static async Task OthersLiveAsync(CaseRun run)
    {
        CaseNode[] nodes = await run.NodesAsync(3);
        foreach (CaseNode node in nodes) await node.SubscribeAsync(run.Topic());
        await nodes[0].StopAsync();
        await nodes[1].SendAsync(nodes[0].Name, "too late");
        await nodes[1].PublishAsync(run.Topic(), "for two");
        await nodes[1].ExpectAsync(run.Topic(), "for two", Contract.Published);
        await nodes[2].ExpectAsync(run.Topic(), "for two", Contract.Published);
    }

    private static async Task InterruptionAsync(CaseRun run)
    {
        CaseNode[] nodes = await run.NodesAsync(2);
        string[] topics = [.. Enumerable.Range(0, Topics).Select(i => run.Topic($"topic{i}"))];
        foreach (string topic in topics) await nodes[0].SubscribeAsync(topic);
        await nodes[1].SubscribeAsync(run.Topic());

        await run.Backplane.Interrupt!(nodes[0].Backplane);
        await run.WithinAsync(nodes[0].Host.WhenInterrupted, Contract.Interrupted, "a call of Interrupted");
        await run.WithinAsync(nodes[0].Host.WhenRestored, Contract.Restored, "a call of Restored");
        foreach (string topic in topics)
        {
            await nodes[1].PublishAsync(topic, "you are back");
            await nodes[0].ExpectAsync(topic, "you are back", Contract.SubscriptionLasts);
        }

        await nodes[1].SendAsync(nodes[0].Name, "you are back");
        await nodes[0].ExpectOwnAsync("you are back", Contract.Restored);
        await nodes[0].PublishAsync(run.Topic(), "I am back");
        await nodes[1].ExpectAsync(run.Topic(), "I am back", Contract.Restored);
        await nodes[0].SettleAsync();
        foreach (string topic in topics) nodes[0].ExpectNothing(topic, Contract.AtMostOnce);
    }

    private static async Task CallsEndAsync(CaseRun run)
    {
        CaseNode node = await run.NodeAsync();
        await node.SubscribeAsync(run.Topic());
        await using (new Repeater(() => TryPublishAsync(run, node)))
        {
            await node.NextAsync(run.Topic(), Contract.Published, "a message");
            await run.Backplane.Interrupt!(node.Backplane);
            await run.WithinAsync(node.Host.WhenRestored, Contract.Restored, "calls of Interrupted and Restored");
        }

        await node.SettleAsync();
    }
}
