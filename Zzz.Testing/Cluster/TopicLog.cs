namespace Zzz.Testing.Cluster;

/// <summary>The latest messages of one topic.</summary>
internal sealed class TopicLog(string epoch)
{
    private readonly List<byte[]> _messages = [];
    private readonly Dictionary<string, long> _appended = [];
    private long _top;

    public TopicPosition Top => new(epoch, _top);

    /// <summary>Whether a node has seen a later message than this log contains.</summary>
    public bool IsBehind(TopicPosition? known) => known is { } position && position.Epoch == epoch && position.Offset > _top;

    /// <summary>Returns the position of the last message of an append that has been stored.</summary>
    public TopicPosition? Find(string id) => _appended.TryGetValue(id, out long offset) ? new TopicPosition(epoch, offset) : null;

    public TopicPosition Add(byte[] message)
    {
        _messages.Add(message);
        return new TopicPosition(epoch, ++_top);
    }

    public void Complete(BackplaneAppend append)
    {
        _appended[append.Id] = _top;
        while (_messages.Count > append.MaxMessages || (_messages.Count > 1 && _messages.Sum(message => (long)message.Length) > append.MaxBytes))
            _messages.RemoveAt(0);
    }

    public BackplaneRead Read(TopicPosition? since, int limit)
    {
        long missing = since is { } position ? Missing(position) : Math.Min(limit, _messages.Count);
        return new BackplaneRead(Top, missing >= 0 && missing <= Math.Min(limit, _messages.Count) ? Latest((int)missing) : null);
    }

    public void Rewind(long offset)
    {
        int lost = (int)Math.Min(_top - offset, _messages.Count);
        _messages.RemoveRange(_messages.Count - lost, lost);
        _top = offset;
        foreach (string id in _appended.Where(one => one.Value > offset).Select(one => one.Key).ToArray()) _appended.Remove(id);
    }

    /// <summary>Returns the number of messages after a position, or a negative number if that is unknown.</summary>
    private long Missing(TopicPosition position) => position.Epoch == epoch ? _top - position.Offset : -1;

    private ReadOnlyMemory<byte>[] Latest(int count) => [.. _messages.TakeLast(count).Select(message => (ReadOnlyMemory<byte>)message.ToArray())];
}
