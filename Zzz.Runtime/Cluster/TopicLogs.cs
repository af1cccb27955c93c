using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using Zzz.Cluster.Logs;
using Zzz.Cluster.Messages;
using Zzz.Protocol;

namespace Zzz.Cluster;

/// <summary>
/// The logs of topics, which the backplane keeps for all nodes. Messages wait here while the backplane does not take them: up to
/// <see cref="MaxPendingBytes"/>, and for <see cref="MaxWait"/>.
/// </summary>
[SuppressMessage("Design", "CA1001:Types that own disposable fields should be disposable", Justification = "Its token source has nothing to dispose of.")]
internal sealed class TopicLogs(IBackplaneLog log, Outbox outbox, TimeProvider time, BackplaneState state, ClusterMetrics metrics)
{
    private const int MaxPendingBytes = 16 * 1024 * 1024;
    private const int MaxRemembered = 10_000;

    private static readonly TimeSpan MaxWait = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan MaxAttempt = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan MaxPause = TimeSpan.FromSeconds(1);

    private readonly ConcurrentDictionary<string, AppendQueue> _queues = new();
    private readonly ConcurrentDictionary<string, TopicPosition> _lastStored = new();
    private readonly CancellationTokenSource _giveUp = new();

    /// <summary>Returns the last position that this node has seen on a topic.</summary>
    public Func<string, TopicPosition?> Known { get; set; } = static _ => null;

    /// <summary>The messages that are waiting.</summary>
    public PendingBytes Pending { get; } = new(MaxPendingBytes);

    /// <summary>
    /// Appends a message to the log of a topic, after those that were appended earlier. The task fails if the message was not stored in time, in which
    /// case it may still turn up.
    /// </summary>
    /// <param name="name">The topic's name on the backplane.</param>
    /// <param name="limits">The limits of the log.</param>
    /// <param name="message">The message.</param>
    public Task<BackplaneAppended> AppendAsync(string name, LogLimits limits, in NodeMessage message) =>
        AppendAsync(name, limits, message, outbox.NextStamp());

    /// <inheritdoc cref="AppendAsync(string, LogLimits, in NodeMessage)"/>
    public Task<BackplaneAppended> AppendAsync(string name, LogLimits limits, in NodeMessage message, NodeStamp stamp)
    {
        PooledBuffer bytes = message.Write(stamp);
        var append = new PendingAppend(message.Kind, bytes.Span.ToArray(), time.GetTimestamp());
        bytes.Clear();
        if (Pending.TryAdd(append.Message.Length, isUrgent: name == ControlTopic.Name)) Enqueue(name, limits, append);
        else Drop(append, Pending.Full);
        return append.Stored;
    }

    /// <summary>Reads the log of a topic.</summary>
    public ValueTask<BackplaneRead> ReadAsync(string name, TopicPosition? since, int limit) => new(
        log.ReadAsync(name, since, limit, CancellationToken.None).AsTask().WaitAsync(MaxAttempt, time));

    /// <summary>Waits until all messages have been appended. When the token is cancelled, those that are left fail.</summary>
    public async Task FlushAsync(CancellationToken cancellationToken)
    {
        await Pending.EmptyAsync().WaitAsync(cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await _giveUp.CancelAsync();
    }

    private void Enqueue(string name, LogLimits limits, PendingAppend append)
    {
        while (true)
        {
            AppendQueue queue = _queues.GetOrAdd(name, static (name, of) => new AppendQueue(name, of.Limits, of.Time), (Limits: limits, Time: time));
            if (queue.TryAdd(append, out bool mustRun))
            {
                if (mustRun) _ = RunAsync(queue);
                return;
            }

            _queues.TryRemove(KeyValuePair.Create(name, queue));
        }
    }

    private async Task RunAsync(AppendQueue queue)
    {
        while (queue.TakeBatch() is { Length: > 0 } batch) await StoreAsync(queue, batch);
        _queues.TryRemove(KeyValuePair.Create(queue.Topic, queue));
    }

    /// <summary>Stores a batch, however many attempts that takes. The task never fails.</summary>
    private async Task StoreAsync(AppendQueue queue, PendingAppend[] batch)
    {
        TimeSpan pause = FirstPause;
        BackplaneAppend request = RequestOf(queue, batch);
        while (!await TryStoreAsync(queue.Topic, request with { Known = KnownPosition(queue.Topic) }, batch))
        {
            request = request with { IsRetry = true };
            await Task.Delay(pause, time, _giveUp.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            pause = pause * 2 < MaxPause ? pause * 2 : MaxPause;
        }
    }

    private BackplaneAppend RequestOf(AppendQueue queue, PendingAppend[] batch)
    {
        NodeStamp stamp = outbox.NextStamp();
        return new BackplaneAppend(
            Array.ConvertAll(batch, append => (ReadOnlyMemory<byte>)append.Message),
            Id: string.Create(CultureInfo.InvariantCulture, $"{stamp.NodeName}.{stamp.Number:x}"),
            IsRetry: false,
            Known: null,
            queue.Limits.MaxMessages,
            queue.Limits.MaxBytes,
            queue.Limits.MaxAge);
    }

    /// <summary>Makes one attempt, and returns whether it was the last one: the batch is stored, or has waited for too long.</summary>
    private async Task<bool> TryStoreAsync(string name, BackplaneAppend request, PendingAppend[] batch)
    {
        try
        {
            BackplaneAppended appended = await log.AppendAsync(name, request, CancellationToken.None).AsTask().WaitAsync(MaxAttempt, time);
            Remember(name, appended.Last);
            Store(batch, appended);
            return true;
        }
        catch (Exception exception)
        {
            bool isOver = time.GetElapsedTime(batch[0].Since) > MaxWait || _giveUp.IsCancellationRequested;
            if (isOver) Fail(batch, exception);
            return isOver;
        }
    }

    /// <summary>Returns the last position that is known, without which a log that has gone backwards would use offsets a second time.</summary>
    private TopicPosition? KnownPosition(string name) =>
        Known(name) ?? (_lastStored.TryGetValue(name, out TopicPosition stored) ? stored : null);

    private void Remember(string name, TopicPosition stored)
    {
        if (!_lastStored.ContainsKey(name) && _lastStored.Count >= MaxRemembered) _lastStored.Clear();
        _lastStored[name] = stored;
    }

    private void Store(PendingAppend[] batch, BackplaneAppended last)
    {
        for (int i = 0; i < batch.Length; i++)
        {
            Pending.Remove(batch[i].Message.Length);
            metrics.Published(batch[i].Kind);
            metrics.Appended(time.GetElapsedTime(batch[i].Since));
            batch[i].Store(last with { Last = last.Last with { Offset = last.Last.Offset - (batch.Length - 1 - i) } });
        }

        state.OnPublished();
    }

    private void Fail(PendingAppend[] batch, Exception exception)
    {
        foreach (PendingAppend append in batch)
        {
            Pending.Remove(append.Message.Length);
            Drop(append, exception);
        }
    }

    private void Drop(PendingAppend append, Exception exception)
    {
        metrics.Dropped(append.Kind);
        state.Lose(append.Kind, exception);
        append.Fail(exception);
    }
}
