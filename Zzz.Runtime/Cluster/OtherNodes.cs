using System.Buffers.Binary;
using System.Security.Cryptography;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Zzz.Cluster.Messages;
using Zzz.Protocol;
using Zzz.Telemetry;

namespace Zzz.Cluster;

/// <summary>The other nodes of the app, as topics, channels and presence see them. Without a backplane there are none, and nothing is sent.</summary>
internal sealed class OtherNodes : IBackplaneHost, IDisposable
{
    private static readonly TimeSpan SweepInterval = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan MaxStart = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan MaxPause = TimeSpan.FromSeconds(30);

    private readonly IBackplane _backplane;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly NodeRegistry _registry = new();
    private readonly NodeHandlers _handlers = new();
    private readonly Interest _interest;
    private readonly Outbox _outbox;
    private readonly Questions _questions;
    private readonly Receiver _receiver;
    private readonly Heartbeats _heartbeats;
    private readonly ControlLog? _control;
    private readonly ITimer _sweeper;
    private volatile bool _isOver;
    private int _isRestarting;
    private int _interruptions;

    public OtherNodes(IBackplane backplane, IOptions<ZzzOptions> options, TimeProvider time, ConnectionMetrics metrics, ILogger<OtherNodes> logger)
    {
        _backplane = backplane;
        _time = GuardedTime.Of(time);
        _logger = GuardedLogger.Of(logger);
        Id = BinaryPrimitives.ReadUInt64LittleEndian(RandomNumberGenerator.GetBytes(sizeof(ulong)));
        State = new BackplaneState(_time, _logger);
        Metrics = new ClusterMetrics(metrics);
        _outbox = new Outbox(backplane, Id, _time, State, Metrics);
        _interest = new Interest(backplane, _time, _logger);
        _questions = new Questions(_registry, _time);
        _receiver = new Receiver(Id, _handlers, _outbox, _questions, _time, Metrics, _logger);
        _heartbeats = new Heartbeats(_handlers, _registry, _outbox, State, options.Value.NodeTimeout, _time) { Self = Id, Deaf = () => _ = RestartAsync() };
        if (backplane is IBackplaneLog log) Logs = new TopicLogs(log, _outbox, _time, State, Metrics);
        if (Logs is not null) _control = new ControlLog(Logs, _receiver, () => _isOver, _time, _logger);
        _interest.AddUse(name => name == ControlTopic.Name);
        _sweeper = _time.CreateTimer(static nodes => ((OtherNodes)nodes!).Sweep(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        if (Exist) Observe();
    }

    /// <summary>Whether there is a backplane to other nodes.</summary>
    public bool Exist => _backplane is not LocalBackplane;

    /// <summary>Whether this node has stopped, so that no more messages are handled.</summary>
    public bool IsOver => _isOver;

    public ulong Id { get; }

    /// <summary>The name of this node.</summary>
    public string Node => NodeStamp.NameOf(Id);

    public TimeProvider Time => _time;

    public BackplaneState State { get; }

    public ClusterMetrics Metrics { get; }

    /// <summary>The logs of topics; <see langword="null"/> if the backplane does not keep any.</summary>
    public TopicLogs? Logs { get; }

    /// <summary>The handlers of messages, which the rooms above add.</summary>
    public NodeHandlers Handlers => _handlers;

    /// <summary>Raised when messages may have been lost, and from now on arrive again.</summary>
    public event Action? HasRestored;

    /// <summary>Raised with the name of a node that is heard for the first time.</summary>
    public event Action<string> NodeJoined
    {
        add => _heartbeats.Joined += value;
        remove => _heartbeats.Joined -= value;
    }

    /// <summary>Raised with the name of a node that is gone.</summary>
    public event Action<string> NodeLeft
    {
        add => _heartbeats.Left += value;
        remove => _heartbeats.Left -= value;
    }

    /// <summary>Adds a function that returns whether a topic is needed on this node.</summary>
    public void AddUse(Func<string, bool> isNeeded) => _interest.AddUse(name => isNeeded(ControlTopic.Unescape(name)));

    /// <summary>Returns a task that completes when this node receives what others send on a topic. It does not fail, but may take for ever.</summary>
    public Task WantAsync(string topic) => Exist ? _interest.WantAsync(ControlTopic.Escape(topic)) : Task.CompletedTask;

    /// <summary>Sends a message to the other nodes that are on a topic, without waiting.</summary>
    public void Publish(string topic, in NodeMessage message)
    {
        if (Exist) _outbox.Publish(topic, message);
    }

    /// <summary>Sends a message to the other nodes that are on a topic, and returns whether the broker has taken it.</summary>
    public Task<bool> TryPublishAsync(string topic, in NodeMessage message) =>
        Exist ? _outbox.TryPublishAsync(topic, message) : Task.FromResult(true);

    /// <summary>Sends a message to all nodes. With a log, nodes that are cut off receive it later.</summary>
    public void PublishToAll(in NodeMessage message)
    {
        if (Logs is not null) _ = Logs.AppendAsync(ControlTopic.Name, ControlTopic.Limits, message);
        else if (Exist) _outbox.PublishControl(message);
    }

    /// <summary>Sends a message to all nodes at most once.</summary>
    public void PublishControl(in NodeMessage message)
    {
        if (Exist) _outbox.PublishControl(message);
    }

    /// <summary>Sends a message to one node, and returns whether the broker has taken it.</summary>
    public Task<bool> TrySendAsync(string node, in NodeMessage message) => _outbox.TrySendAsync(node, message);

    /// <summary>Notes that a node is alive. If nothing more is heard of it, it counts as gone.</summary>
    public void Hear(string node) => _heartbeats.Hear(node);

    /// <summary>Asks the other nodes that are on a topic, and returns the sum of their answers.</summary>
    /// <exception cref="TimeoutException">Not all of them have answered in time.</exception>
    public Task<int> AskAsync(string topic, in NodeMessage question)
    {
        if (!Exist) return Task.FromResult(0);
        NodeStamp stamp = _outbox.NextStamp();
        PooledBuffer bytes = question.Write(stamp);
        return _questions.AskAsync(_questions.Open(stamp.Number), () => _outbox.PublishAsync(topic, bytes, isUrgent: true), mustAllAnswer: false);
    }

    /// <summary>Asks all nodes that are alive, and returns the sum of their answers. With a log, nodes that are cut off receive the message later.</summary>
    /// <exception cref="TimeoutException">Not all of them have answered in time.</exception>
    public Task<int> AskAllAsync(in NodeMessage question)
    {
        if (!Exist) return Task.FromResult(0);
        NodeStamp stamp = _outbox.NextStamp();
        Question open = _questions.Open(stamp.Number);
        if (Logs is not null)
        {
            Task<BackplaneAppended> append = Logs.AppendAsync(ControlTopic.Name, ControlTopic.Limits, question, stamp);
            return _questions.AskAsync(open, async () => (await append.WaitAsync(MaxStart, _time)).Nodes, mustAllAnswer: true);
        }

        PooledBuffer bytes = question.Write(stamp);
        return _questions.AskAsync(open, () => _outbox.PublishToAllAsync(bytes), mustAllAnswer: true);
    }

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        if (!Exist) return;
        await _backplane.StartAsync(this, cancellationToken);
        await _interest.WantAsync(ControlTopic.Name).WaitAsync(MaxStart, _time, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (_control is not null) await _control.StartAsync(MaxStart);
        _heartbeats.Start();
        _sweeper.Change(SweepInterval, SweepInterval);
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        if (!Exist) return;
        _sweeper.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        if (Logs is not null) await Logs.FlushAsync(cancellationToken);
        _heartbeats.Stop();
        await _outbox.Pending.EmptyAsync().WaitAsync(cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _isOver = true;
        await TryAsync(_interest.StopAsync);
        await TryAsync(() => _backplane.StopAsync(cancellationToken).AsTask());
    }

    public void Dispose()
    {
        _heartbeats.Dispose();
        _sweeper.Dispose();
    }

    void IBackplaneHost.Received(string topic, ReadOnlyMemory<byte> message, TopicPosition? position)
    {
        if (_isOver) return;
        if (topic == ControlTopic.Name && position is { } at && _control is not null) _control.Received(message.Span, at);
        else _receiver.Handle(topic == ControlTopic.Name ? topic : ControlTopic.Unescape(topic), message.Span, position);
    }

    void IBackplaneHost.ReceivedByNode(ReadOnlyMemory<byte> message)
    {
        if (!_isOver) _receiver.Handle("", message.Span, position: null);
    }

    void IBackplaneHost.Interrupted(Exception? why)
    {
        Interlocked.Increment(ref _interruptions);
        if (!_isOver) State.Interrupt(why);
    }

    void IBackplaneHost.Restored()
    {
        if (_isOver) return;
        State.Restore();
        _interest.Restore();
        if (_control is not null) _ = _control.CatchUpAsync();
        HasRestored?.Invoke();
    }

    private void Sweep()
    {
        _interest.Sweep();
        if (_control is not null) _ = _control.CatchUpAsync();
    }

    /// <summary>Stops or starts the backplane, and returns whether that did not fail.</summary>
    private async Task<bool> TryAsync(Func<Task> change)
    {
        try
        {
            await change();
            return true;
        }
        catch (Exception exception)
        {
            Log.BackplaneStop(_logger, exception);
            return false;
        }
    }

    /// <summary>Starts the backplane again, because it is connected and yet deaf. Tries until it succeeds.</summary>
    private async Task RestartAsync()
    {
        if (Interlocked.Exchange(ref _isRestarting, 1) != 0) return;
        State.Interrupt(new TimeoutException("The heartbeats of this node did not come back."));
        for (TimeSpan pause = TimeSpan.FromSeconds(1); !_isOver && !await TryRestartAsync(); pause = pause * 2 < MaxPause ? pause * 2 : MaxPause)
            await Task.Delay(pause, _time);
        Volatile.Write(ref _isRestarting, 0);
    }

    private async Task<bool> TryRestartAsync()
    {
        await TryAsync(() => _backplane.StopAsync(CancellationToken.None).AsTask().WaitAsync(MaxStart, _time));
        if (_isOver) return true;
        int interruptions = Volatile.Read(ref _interruptions);
        if (!await TryAsync(() => _backplane.StartAsync(this, CancellationToken.None).AsTask())) return false;
        if (_isOver) return await TryAsync(() => _backplane.StopAsync(CancellationToken.None).AsTask());
        await _interest.SubscribeAgainAsync().WaitAsync(MaxStart, _time).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (interruptions == Volatile.Read(ref _interruptions)) ((IBackplaneHost)this).Restored(); // otherwise the backplane says when
        return true;
    }

    private void Observe()
    {
        Metrics.Observe("zzz.backplane.pending", () => _outbox.Pending.Size + (Logs?.Pending.Size ?? 0), "By", "Messages that wait for the broker.");
        Metrics.Observe("zzz.backplane.topics", () => _interest.Count, "{topic}", "Topics that this node is subscribed to on the backplane.");
        Metrics.Observe("zzz.backplane.nodes", () => _registry.Count, "{node}", "Nodes that are alive, with this one.");
        Metrics.Observe("zzz.backplane.connected", () => State.IsInterrupted ? 0 : 1, "{connection}", "1 if messages get through to other nodes, otherwise 0.");
    }
}
