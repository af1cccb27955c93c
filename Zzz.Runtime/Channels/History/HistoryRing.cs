using Zzz.Protocol;

namespace Zzz.Channels.History;

/// <summary>
/// The latest messages of one topic, with consecutive offsets, within the limits of a <see cref="HistoryRule"/>. Not thread-safe.
/// </summary>
internal sealed class HistoryRing
{
    private readonly HistoryRule _rule;
    private readonly long _age;
    private HistoryEntry _oldest;
    private HistoryEntry _end;
    private byte[] _forgottenSender = [];
    private long _forgottenFrom;

    /// <param name="epoch">Distinguishes this history from all others of the topic.</param>
    /// <param name="rule">The limits.</param>
    /// <param name="ticksPerSecond">The frequency of the timestamps.</param>
    public HistoryRing(string epoch, HistoryRule rule, long ticksPerSecond)
    {
        _rule = rule;
        _age = (long)(rule.Age.TotalSeconds * ticksPerSecond);
        _oldest = _end = new HistoryEntry();
        Top = new TopicPosition(epoch, 0);
    }

    /// <summary>The position of the last message.</summary>
    public TopicPosition Top { get; private set; }

    public int Count { get; private set; }

    /// <summary>The memory that the messages take.</summary>
    public int Bytes { get; private set; }

    /// <summary>The memory that the kept frames take.</summary>
    public int FrameBytes { get; private set; }

    /// <summary>Appends a message at the next offset, and forgets old messages that now exceed the limits.</summary>
    public HistoryEntry Append(long now, byte[] sender, WsMessageKind kind, byte[] message)
    {
        HistoryEntry entry = _end;
        Top = Top with { Offset = Top.Offset + 1 };
        _end = entry.Fill(Top.Offset, now, sender, kind, message);
        Count++;
        Bytes += entry.Size;
        while (Count > _rule.Messages || Bytes > _rule.MaxBytes) ForgetOldest();
        ForgetOld(now);
        return entry;
    }

    /// <summary>
    /// Returns the entry that follows a position, which may still be empty, or <see langword="null"/> if messages after the position have been
    /// forgotten, or if the position is not in this history.
    /// </summary>
    /// <param name="since">The position.</param>
    /// <param name="now">The time.</param>
    /// <param name="client">The id of the client that asks. It misses nothing if all messages that have been forgotten are its own.</param>
    public HistoryEntry? After(TopicPosition since, long now, ReadOnlySpan<byte> client = default)
    {
        ForgetOld(now);
        long missed = Top.Offset - since.Offset;
        if (since.Epoch != Top.Epoch || missed < 0) return null;
        if (missed > Count) return HasForgottenOnly(client, since.Offset) ? _oldest : null;
        HistoryEntry entry = _oldest;
        for (long known = Count - missed; known > 0; known--) entry = entry.Next!;
        return entry;
    }

    /// <summary>Forgets all messages, and continues after another position.</summary>
    public void Restart(TopicPosition top)
    {
        Clear();
        _oldest = _end = new HistoryEntry();
        _forgottenSender = [];
        Top = top;
    }

    /// <summary>Forgets messages that are too old.</summary>
    public void ForgetOld(long now)
    {
        while (Count > 0 && now - _oldest.Time > _age) ForgetOldest();
    }

    /// <summary>Forgets all messages. The offsets continue.</summary>
    public void Clear()
    {
        while (Count > 0) ForgetOldest();
    }

    /// <summary>
    /// Returns a message as a frame, with a reference for the caller. The frame is kept for others if it may, and if the message has not been
    /// forgotten.
    /// </summary>
    public PreparedMessage Frame(HistoryEntry entry, bool mayKeep)
    {
        FrameBytes -= entry.FrameSize;
        PreparedMessage frame = entry.Frame(mayKeep && entry.Offset > Top.Offset - Count);
        FrameBytes += entry.FrameSize;
        return frame;
    }

    /// <summary>Drops the frames that were kept for clients that recover.</summary>
    public void DropFrames()
    {
        if (FrameBytes == 0) return;
        for (HistoryEntry? entry = _oldest; entry is not null; entry = entry.Next) entry.DropFrame();
        FrameBytes = 0;
    }

    /// <summary>
    /// Whether this client sent all messages after an offset that have been forgotten. Its position stays where it was while it alone sends, since
    /// it does not receive its own messages.
    /// </summary>
    private bool HasForgottenOnly(ReadOnlySpan<byte> client, long after) =>
        !client.IsEmpty && client.SequenceEqual(_forgottenSender) && after + 1 >= _forgottenFrom;

    private void ForgetOldest()
    {
        if (!_oldest.Sender.AsSpan().SequenceEqual(_forgottenSender)) (_forgottenSender, _forgottenFrom) = (_oldest.Sender, _oldest.Offset);
        FrameBytes -= _oldest.FrameSize;
        _oldest.DropFrame();
        Count--;
        Bytes -= _oldest.Size;
        _oldest = _oldest.Next!;
    }
}
