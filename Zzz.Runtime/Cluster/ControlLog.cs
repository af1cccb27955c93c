using Microsoft.Extensions.Logging;
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
    private readonly CatchUp _catchUp;

    public ControlLog(TopicLogs logs, Receiver receiver, Func<bool> isOver, TimeProvider time, ILogger logger)
    {
        (_logs, _receiver, _logger) = (logs, receiver, logger);
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

    /// <summary>Reads and handles what was missed. At the first call there is nothing to handle: this node had no connections before.</summary>
    public Task CatchUpAsync() => _catchUp.RunAsync();

    private ValueTask<BackplaneRead> ReadAsync(TopicPosition? since) =>
        _logs.ReadAsync(ControlTopic.Name, since, since is null ? 0 : ControlTopic.Limits.MaxMessages);

    private TopicPosition? Begin()
    {
        lock (_lock) return _cursor.BeginRead();
    }

    private async ValueTask<bool> ApplyAsync(BackplaneRead read)
    {
        if (_cursor.Position is not null && read.Messages is null)
        {
            // Some may have been lost; those that are left are carried out, some perhaps for the second time.
            Log.ControlLogLost(_logger);
            read = await _logs.ReadAsync(ControlTopic.Name, since: null, ControlTopic.Limits.MaxMessages);
            lock (_lock) _cursor.MoveTo(read.Top with { Offset = read.Top.Offset - (read.Messages?.Count ?? 0) });
        }

        long offset = read.Top.Offset - (read.Messages?.Count ?? 0);
        lock (_lock)
        {
            if (_cursor.Position is null) _cursor.MoveTo(read.Top);
        }

        foreach (ReadOnlyMemory<byte> message in read.Messages ?? [])
            Received(message.Span, read.Top with { Offset = ++offset });
        lock (_lock) return _cursor.IsBehind;
    }
}
