namespace Zzz.Cluster.Logs;

/// <summary>How far one follower of a topic's log has come. Pure; not thread-safe.</summary>
internal sealed class LogCursor
{
    /// <summary>The position of the last message that was passed on; <see langword="null"/> until the log has been read for the first time.</summary>
    public TopicPosition? Position { get; private set; }

    /// <summary>Whether a message has been seen that does not follow <see cref="Position"/>, so that the log must be read.</summary>
    public bool IsBehind { get; private set; }

    /// <summary>
    /// Moves on to a message that was received, and returns <see langword="true"/>, if it is the next one. Returns <see langword="false"/> for one
    /// that was passed on before, or that the log has to be read for.
    /// </summary>
    public bool TryAdvance(TopicPosition received)
    {
        if (Position is { } position && position.Epoch == received.Epoch)
        {
            if (received.Offset <= position.Offset) return false;
            if (received.Offset == position.Offset + 1)
            {
                Position = received;
                return true;
            }
        }

        IsBehind = true;
        return false;
    }

    /// <summary>Notes that the log is about to be read. What is received from now on may not be part of the result.</summary>
    public TopicPosition? BeginRead()
    {
        IsBehind = false;
        return Position;
    }

    /// <summary>Moves to a position that was read from the log.</summary>
    public void MoveTo(TopicPosition position) => Position = position;
}
