namespace Zzz.Testing.Cluster;

/// <summary>Connects nodes in one process. All state is guarded by one lock; hosts are called outside it.</summary>
internal sealed class Broker(bool countsNodes)
{
    private readonly Lock _lock = new();
    private readonly List<BrokerNode> _nodes = [];
    private readonly List<StalledCall> _stalled = [];
    private readonly List<(string Topic, BrokerNode? Node)> _drops = [];
    private readonly List<string> _lostAnswers = [];
    private readonly List<Exception> _failures = [];
    private readonly Dictionary<string, TopicLog> _logs = [];
    private bool _isStalled;
    private int _epochs;

    public void Add(BrokerNode node)
    {
        lock (_lock) _nodes.Add(node);
    }

    public void Start(BrokerNode node, IBackplaneHost host)
    {
        lock (_lock)
        {
            node.Begin(host);
            node.IsInterrupted = node.IsCut || _isStalled;
            if (!node.IsInterrupted) return;
        }

        host.Interrupted(Unreachable());
    }

    public Task Stop(BrokerNode node)
    {
        Task cleared;
        lock (_lock)
        {
            FailCallsOf(node, NotStarted());
            node.End();
            cleared = node.ClearAsync();
        }

        return cleared;
    }

    public void Cut(BrokerNode node)
    {
        IBackplaneHost? host;
        lock (_lock)
        {
            if (node.IsCut) return;
            node.IsCut = true;
            FailCallsOf(node, Unreachable());
            _ = node.ClearAsync();
            host = node.IsInterrupted ? null : node.Host;
            node.IsInterrupted = node.Host is not null;
        }

        host?.Interrupted(Unreachable());
    }

    public void Heal(BrokerNode node)
    {
        lock (_lock) node.IsCut = false;
        Restore();
    }

    public void Stall()
    {
        lock (_lock) _isStalled = true;
    }

    public void Resume()
    {
        lock (_lock)
        {
            _isStalled = false;
            foreach (StalledCall call in _stalled) call.Run();
            _stalled.Clear();
        }

        Restore();
    }

    public void DropNext(string topic, BrokerNode? node)
    {
        lock (_lock) _drops.Add((topic, node));
    }

    public void LoseNextAnswer(string topic)
    {
        lock (_lock) _lostAnswers.Add(topic);
    }

    public void LoseLog()
    {
        lock (_lock) _logs.Clear();
    }

    public void Rewind(string topic, long offset)
    {
        lock (_lock)
        {
            ArgumentOutOfRangeException.ThrowIfNegative(offset);
            ArgumentOutOfRangeException.ThrowIfGreaterThan(offset, LogOf(topic).Top.Offset);
            LogOf(topic).Rewind(offset);
        }
    }

    public async Task IdleAsync()
    {
        while (Undelivered() is { Length: > 0 } tasks) await Task.WhenAll(tasks);
        lock (_lock)
        {
            if (_failures.Count > 0) throw new AggregateException("A host has thrown, although hosts must not.", _failures);
        }
    }

    public void Failed(Exception exception)
    {
        lock (_lock) _failures.Add(exception);
    }

    /// <summary>Performs a call of a node, as soon as the broker runs, in the order of the calls.</summary>
    public Task<T> CallAsync<T>(BrokerNode node, Func<T> call, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        lock (_lock)
        {
            if (node.Host is null) throw NotStarted();
            if (node.IsCut) throw Unreachable();
            if (!_isStalled) return Task.FromResult(call());

            var result = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);
            _stalled.Add(new StalledCall(node, () => Complete(result, call), exception => result.TrySetException(exception)));
            return result.Task.WaitAsync(cancellationToken);
        }
    }

    public int? Publish(string topic, byte[] message)
    {
        int? nodes = Deliver(topic, message, position: null);
        Answer(topic);
        return nodes;
    }

    public BackplaneAppended Append(string topic, BackplaneAppend append)
    {
        if (append.IsRetry && LogOf(topic).Find(append.Id) is { } stored) return new BackplaneAppended(stored, Nodes: null);
        if (LogOf(topic).IsBehind(append.Known)) _logs.Remove(topic);

        TopicLog log = LogOf(topic);
        int? nodes = null;
        foreach (ReadOnlyMemory<byte> message in append.Messages) nodes = Deliver(topic, message.ToArray(), log.Add(message.ToArray()));
        log.Complete(append);
        Answer(topic);
        return new BackplaneAppended(log.Top, nodes);
    }

    public TopicLog LogOf(string topic)
    {
        if (!_logs.TryGetValue(topic, out TopicLog? log)) _logs[topic] = log = new TopicLog($"epoch{++_epochs}");
        return log;
    }

    public bool Send(string node, byte[] message)
    {
        BrokerNode? receiver = _nodes.Find(one => one.IsConnected && one.Host!.Node == node);
        receiver?.ReceiveOwn(message);
        return receiver is not null;
    }

    private static IOException Unreachable() => new("The broker cannot be reached: the test has cut the node off.");

    private static InvalidOperationException NotStarted() => new("The node has not been started, or has been stopped.");

    private static void Complete<T>(TaskCompletionSource<T> result, Func<T> call)
    {
        try
        {
            result.TrySetResult(call());
        }
        catch (IOException e)
        {
            result.TrySetException(e);
        }
    }

    private int? Deliver(string topic, byte[] message, TopicPosition? position)
    {
        int drop = _drops.FindIndex(one => one.Topic == topic);
        BrokerNode[] nodes = [.. _nodes.Where(node => node.IsSubscribed(topic))];
        foreach (BrokerNode node in nodes)
            if (drop < 0 || (_drops[drop].Node ?? node) != node) node.Receive(topic, message, position);
        if (drop >= 0) _drops.RemoveAt(drop);
        return countsNodes ? nodes.Length : null;
    }

    private void Answer(string topic)
    {
        if (_lostAnswers.Remove(topic)) throw new IOException("The broker has carried out the call, but the test has lost its answer.");
    }

    private void FailCallsOf(BrokerNode node, Exception why)
    {
        foreach (StalledCall call in _stalled.Where(call => call.Node == node)) call.Fail(why);
        _stalled.RemoveAll(call => call.Node == node);
    }

    private void Restore()
    {
        foreach (IBackplaneHost host in RestoredHosts()) host.Restored();
    }

    private List<IBackplaneHost> RestoredHosts()
    {
        lock (_lock)
        {
            if (_isStalled) return [];
            List<BrokerNode> restored = _nodes.FindAll(node => node.IsConnected && node.IsInterrupted);
            restored.ForEach(node => node.IsInterrupted = false);
            return restored.ConvertAll(node => node.Host!);
        }
    }

    private Task[] Undelivered()
    {
        lock (_lock) return [.. _nodes.SelectMany(node => node.Inboxes).Select(inbox => inbox.Delivered).Where(delivered => !delivered.IsCompleted)];
    }
}
