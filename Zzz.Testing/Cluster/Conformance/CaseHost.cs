using System.Collections.Concurrent;

namespace Zzz.Testing.Cluster.Conformance;

/// <summary>Records what a backplane tells its host, and checks what must hold in each case.</summary>
internal sealed class CaseHost(CaseRun run) : IBackplaneHost
{
    private readonly ConcurrentDictionary<string, Tape> _tapes = new(StringComparer.Ordinal);
    private readonly TaskCompletionSource _interrupted = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _restored = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private volatile bool _isStopped;

    public string Node { get; } = $"node{Guid.NewGuid():N}";

    /// <summary>Records the messages that were sent to the node.</summary>
    public Tape Own { get; } = new() { IsOpen = true };

    public Task WhenInterrupted => _interrupted.Task;

    /// <summary>Completes with the first call of <see cref="Restored"/> after one of <see cref="Interrupted"/>.</summary>
    public Task WhenRestored => _restored.Task;

    /// <summary>The action that the host performs within a call of <see cref="Received"/>.</summary>
    public Action<string, ReadOnlyMemory<byte>> OnReceived { get; set; } = (_, _) => { };

    public Tape TapeOf(string topic) => _tapes.GetOrAdd(topic, _ => new Tape());

    public void Stop() => _isStopped = true;

    public void Received(string topic, ReadOnlyMemory<byte> message, TopicPosition? position)
    {
        var delivery = new Delivery(message.ToArray(), position);
        Tape tape = TapeOf(topic);
        if (!tape.IsOpen && !_isStopped)
            run.Report(Contract.OnTopic, $"no message on {topic}, to which the node is not subscribed", $"it received {delivery}");
        Record(tape, delivery, Contract.OneAtATime, () => OnReceived(topic, message));
    }

    public void ReceivedByNode(ReadOnlyMemory<byte> message) =>
        Record(Own, new Delivery(message.ToArray(), null), Contract.NodeOneAtATime, () => { });

    public void Interrupted(Exception? why)
    {
        CheckNotStopped("Interrupted");
        _interrupted.TrySetResult();
    }

    public void Restored()
    {
        CheckNotStopped("Restored");
        if (WhenInterrupted.IsCompleted) _restored.TrySetResult();
    }

    private void Record(Tape tape, Delivery delivery, Rule rule, Action handle)
    {
        CheckNotStopped($"the host with {delivery}");
        if (!tape.Enter()) run.Report(rule, "one call at a time", $"{delivery} came while the previous call was still running");
        handle();
        tape.Exit(delivery);
    }

    private void CheckNotStopped(string call)
    {
        if (_isStopped) run.Report(Contract.Stopped, "no call after StopAsync", $"the backplane called {call}");
    }
}
