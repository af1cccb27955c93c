namespace Zzz.Testing.Cluster.Conformance;

/// <summary>A node in a case. Each call has a limit of time, and a call that fails says which it was.</summary>
internal sealed class CaseNode(CaseRun run, IBackplane backplane)
{
    private const int Settlings = 3;

    private bool _isStarted;
    private int _settled;

    public IBackplane Backplane => backplane;

    public CaseHost Host { get; private set; } = new(run);

    public string Name => Host.Node;

    private IBackplaneLog Log => (IBackplaneLog)backplane;

    /// <summary>Starts the node with a new host.</summary>
    public async Task StartAsync()
    {
        Host = new CaseHost(run);
        await DoAsync(() => backplane.StartAsync(Host, default), Contract.Ready, "StartAsync");
        _isStarted = true;
    }

    public async Task StopAsync()
    {
        _isStarted = false;
        await DoAsync(() => backplane.StopAsync(default), Contract.Stopped, "StopAsync");
        Host.Stop();
    }

    public async Task EndAsync()
    {
        if (_isStarted) await StopAsync();
        if (backplane is IAsyncDisposable disposable) await disposable.DisposeAsync();
        else (backplane as IDisposable)?.Dispose();
    }

    public Task SubscribeAsync(string topic)
    {
        Host.TapeOf(topic).IsOpen = true;
        return DoAsync(() => backplane.SubscribeAsync(topic, default), Contract.Subscribed, $"SubscribeAsync of {topic}");
    }

    public async Task UnsubscribeAsync(string topic)
    {
        await DoAsync(() => backplane.UnsubscribeAsync(topic, default), Contract.Unsubscribed, $"UnsubscribeAsync of {topic}");
        Host.TapeOf(topic).IsOpen = false;
    }

    public Task<int?> PublishAsync(string topic, string message) => PublishAsync(topic, Bytes.Of(message));

    public Task<int?> PublishAsync(string topic, ReadOnlyMemory<byte> message) =>
        DoAsync(() => backplane.PublishAsync(topic, message, default), Contract.Published, $"PublishAsync on {topic}");

    public Task SendAsync(string node, string message) => SendAsync(node, Bytes.Of(message));

    public Task SendAsync(string node, ReadOnlyMemory<byte> message) =>
        DoAsync(() => backplane.SendAsync(node, message, default), Contract.Sent, $"SendAsync to {node}");

    public Task<BackplaneAppended> AppendAsync(string topic, BackplaneAppend append) =>
        DoAsync(() => Log.AppendAsync(topic, append, default), Contract.Appended, $"AppendAsync to {topic}");

    public async Task<TopicPosition> AppendAsync(string topic, params string[] messages) => (await AppendAsync(topic, Append.Of(messages))).Last;

    public Task<BackplaneRead> ReadAsync(string topic, TopicPosition? since, int limit = 10_000) =>
        DoAsync(() => Log.ReadAsync(topic, since, limit, default), Contract.Top, $"ReadAsync of {topic}");

    /// <summary>Expects the next message on a topic.</summary>
    public Task<Delivery> ExpectAsync(string topic, string message, Rule rule) => ExpectAsync(topic, Bytes.Of(message), rule);

    public Task<Delivery> ExpectAsync(string topic, byte[] message, Rule rule) => ExpectAsync(Host.TapeOf(topic), message, rule, topic);

    /// <summary>Expects the next message that was sent to this node.</summary>
    public Task<Delivery> ExpectOwnAsync(string message, Rule rule) => ExpectOwnAsync(Bytes.Of(message), rule);

    public Task<Delivery> ExpectOwnAsync(byte[] message, Rule rule) => ExpectAsync(Host.Own, message, rule, "the node itself");

    /// <summary>Expects the next messages on a topic at consecutive offsets, up to a position.</summary>
    public Task ExpectUpToAsync(string topic, TopicPosition last, params string[] messages) => ExpectUpToAsync(topic, last, Contract.Appended, messages);

    public async Task ExpectUpToAsync(string topic, TopicPosition last, Rule rule, string[] messages)
    {
        for (int i = 0; i < messages.Length; i++)
        {
            TopicPosition position = last with { Offset = last.Offset - messages.Length + 1 + i };
            Delivery delivery = await ExpectAsync(topic, messages[i], rule);
            run.Check(delivery.Position == position, Contract.Position, $"{messages[i]} at [{position.Epoch}, {position.Offset}]", $"it received {delivery}");
        }
    }

    public Task<Delivery> NextAsync(string topic, Rule rule, string expected) => NextAsync(Host.TapeOf(topic), rule, expected);

    public void ExpectNothing(string topic, Rule rule)
    {
        if (Host.TapeOf(topic).TryRead(out Delivery delivery)) throw run.Failure(rule, $"no message on {topic}", $"it received {delivery}");
    }

    public void ExpectNothingOwn(Rule rule)
    {
        if (Host.Own.TryRead(out Delivery delivery)) throw run.Failure(rule, "no message to the node itself", $"it received {delivery}");
    }

    /// <summary>Sends messages back and forth, so that whatever is on its way to this node has time to arrive.</summary>
    public async Task SettleAsync()
    {
        for (int i = 0; i < Settlings; i++)
        {
            string topic = run.Topic($"settle:{Name}:{_settled++}");
            await SubscribeAsync(topic);
            await PublishAsync(topic, "settled");
            await ExpectAsync(topic, "settled", Contract.Subscribed);
            await UnsubscribeAsync(topic);
        }
    }

    private async Task<Delivery> ExpectAsync(Tape tape, byte[] message, Rule rule, string where)
    {
        string expected = $"{Bytes.Describe(message)} on {where}";
        Delivery delivery = await NextAsync(tape, rule, expected);
        run.Check(delivery.Message.AsSpan().SequenceEqual(message), rule, expected, $"it received {delivery}");
        return delivery;
    }

    private async Task<Delivery> NextAsync(Tape tape, Rule rule, string expected)
    {
        if (tape.TryRead(out Delivery delivery)) return delivery;
        using var limit = new CancellationTokenSource(run.Backplane.Timeout);
        try
        {
            return await tape.ReadAsync(limit.Token);
        }
        catch (OperationCanceledException)
        {
            throw run.Failure(rule, expected, $"it received nothing within {run.Backplane.Timeout.TotalSeconds} seconds");
        }
    }

    private Task<bool> DoAsync(Func<ValueTask> call, Rule rule, string name) => DoAsync(
        async () =>
        {
            await call();
            return true;
        },
        rule,
        name);

    private async Task<T> DoAsync<T>(Func<ValueTask<T>> call, Rule rule, string name)
    {
        Task<T> task = call().AsTask();
        await run.WithinAsync(Task.WhenAny(task), rule, $"the end of {name}");
        return task.Exception?.InnerException is { } e
            ? throw new WsTestException(run.Failure(rule, $"{name} to succeed", $"it threw {e.GetType().Name}: {e.Message}").Message, e)
            : await task;
    }
}
