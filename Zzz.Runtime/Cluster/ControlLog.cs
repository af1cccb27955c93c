using Microsoft.Extensions.Logging;
using Zzz.Cluster.Logs;
using Zzz.Telemetry;

namespace Zzz.Cluster;

/// <summary>
/// Follows the log of the control topic, so that a node that was cut off from the others still carries out what it has missed, such as the
/// disconnects of users.
/// </summary>
internal sealed class ControlLog
{
    private readonly TopicLogs _logs;
    private readonly Receiver _receiver;
    private readonly ILogger _logger;
    private readonly Lock _lock = new();
    private readonly LogCursor _cursor = new();
    private readonly TimeProvider _time;
    private readonly CatchUp _catchUp;
    private volatile bool _isLate;

    public ControlLog(TopicLogs logs, Receiver receiver, Func<bool> isOver, TimeProvider time, ILogger logger)
    {
        (_logs, _receiver, _time, _logger) = (logs, receiver, time, logger);
        _catchUp = new CatchUp(ReadAsync, Begin, ApplyAsync, isOver, time);
    }

    /// <summary>Handles a message that was received with its position.</summary>
    public void Received(ReadOnlySpan<byte> message, TopicPosition position)
    {
        bool isNext, isBehind;
        lock (_lock)
        {
            isNext = _cursor.TryAdvance(position);
            isBehind = _cursor.IsBehind && _cursor.Position is not null;
        }

        if (isNext) _receiver.Handle(ControlTopic.Name, message, position);
        else if (isBehind) _ = CatchUpAsync();
    }

    /// <summary>
    /// Begins at the end of the log, because a node that starts has no connections. If the log cannot be read in time, the node begins with the
    /// oldest message as soon as it can, because it may have connections by then.
    /// </summary>
    public async Task StartAsync(TimeSpan limit)
    {
        await CatchUpAsync().WaitAsync(limit, _time).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        lock (_lock) _isLate = _cursor.Position is null;
    }

    /// <summary>Reads and handles what was missed.</summary>
    public Task CatchUpAsync() => _catchUp.RunAsync();

    private ValueTask<BackplaneRead> ReadAsync(TopicPosition? since) =>
        _logs.ReadAsync(ControlTopic.Name, since, since is null && !_isLate ? 0 : ControlTopic.Limits.MaxMessages);

    private TopicPosition? Begin()
    {
        lock (_lock) return _cursor.BeginRead();
    }

    private async ValueTask<bool> ApplyAsync(BackplaneRead read)
    {
        bool isFirst = _cursor.Position is null;
        if (!isFirst && read.Messages is null)
        {
            // Some may have been lost; those that are left are carried out, some perhaps for the second time.
            Log.ControlLogLost(_logger);
            read = await _logs.ReadAsync(ControlTopic.Name, since: null, ControlTopic.Limits.MaxMessages);
            isFirst = true;
        }

        IReadOnlyList<ReadOnlyMemory<byte>> messages = read.Messages ?? [];
        long offset = read.Top.Offset - messages.Count;
        if (isFirst)
        {
            lock (_lock) _cursor.MoveTo(read.Top with { Offset = offset });
        }

        foreach (ReadOnlyMemory<byte> message in messages) Received(message.Span, read.Top with { Offset = ++offset });
        lock (_lock) return _cursor.IsBehind;
    }
}
