namespace Zzz.Testing.Cluster.Conformance;

/// <summary>One run of a case: its nodes, its topics and its failures.</summary>
internal sealed class CaseRun(BackplaneCase test, BackplaneUnderTest backplane)
{
    private readonly string _id = Guid.NewGuid().ToString("N")[..12];
    private readonly List<CaseNode> _nodes = [];
    private Breach? _breach;

    public BackplaneUnderTest Backplane => backplane;

    /// <summary>The first rule that a host has seen broken.</summary>
    public Breach? Breach => Volatile.Read(ref _breach);

    /// <summary>Returns the name of a topic that no other run uses.</summary>
    public string Topic(string name = "topic") => $"{name}:{_id}";

    /// <summary>Creates a node, and starts it.</summary>
    public async Task<CaseNode> NodeAsync()
    {
        IBackplane made = await backplane.NewNode();
        if (test.NeedsLog && made is not IBackplaneLog)
            throw new WsTestException($"\"{test.Name}\" needs an IBackplaneLog, which {made.GetType().Name} is not. Leave the case out with Cases(log: false).");
        var node = new CaseNode(this, made);
        _nodes.Add(node);
        await node.StartAsync();
        return node;
    }

    public async Task<CaseNode[]> NodesAsync(int count)
    {
        var nodes = new CaseNode[count];
        for (int i = 0; i < count; i++) nodes[i] = await NodeAsync();
        return nodes;
    }

    public WsTestException Failure(Rule rule, string expected, string happened) => new(new Breach(test.Name, rule, expected, happened).Message);

    public void Check(bool holds, Rule rule, string expected, string happened)
    {
        if (!holds) throw Failure(rule, expected, happened);
    }

    /// <summary>Records that a rule was broken, on a thread of the backplane. The case fails with it when it ends.</summary>
    public void Report(Rule rule, string expected, string happened) =>
        Interlocked.CompareExchange(ref _breach, new Breach(test.Name, rule, expected, happened), null);

    /// <summary>Waits for something that the backplane must do.</summary>
    public async Task WithinAsync(Task task, Rule rule, string expected)
    {
        try
        {
            await task.WaitAsync(backplane.Timeout);
        }
        catch (TimeoutException) when (!task.IsCompleted)
        {
            throw Failure(rule, expected, $"nothing, within {backplane.Timeout.TotalSeconds} seconds");
        }
    }

    public async Task<T> WithinAsync<T>(Task<T> task, Rule rule, string expected)
    {
        await WithinAsync((Task)task, rule, expected);
        return await task;
    }

    /// <summary>Stops all nodes, and fails if a host has seen a rule broken.</summary>
    public async Task FinishAsync()
    {
        foreach (CaseNode node in _nodes) await node.EndAsync();
        if (Breach is { } breach) throw new WsTestException(breach.Message);
    }

    /// <summary>Stops all nodes of a case that has failed, whatever they do.</summary>
    public async Task AbandonAsync()
    {
        try
        {
            await Task.WhenAll(_nodes.Select(node => node.EndAsync())).WaitAsync(backplane.Timeout);
        }
        catch (Exception)
        {
            // The case reports its own failure, which is the first.
        }
    }
}
