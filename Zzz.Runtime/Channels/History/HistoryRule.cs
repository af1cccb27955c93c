using System.Text;
using Zzz.Channels.Patterns;
using Zzz.Channels.Wire;
using Zzz.Cluster.Logs;

namespace Zzz.Channels.History;

/// <summary>The topics that have a history, and the limits of each, as a <see cref="HistoryAttribute"/> on a channel or in the options says.</summary>
internal sealed class HistoryRule
{
    public const int MaxMessages = 10_000;

    private readonly TopicPattern _topics;
    private readonly byte[][] _except;

    /// <param name="topics">The topics.</param>
    /// <param name="history">The limits, of which <see cref="FailuresOf"/> finds nothing to say.</param>
    public HistoryRule(TopicPattern topics, HistoryAttribute history)
    {
        _topics = topics;
        _except = Array.ConvertAll(history.Except, Encoding.UTF8.GetBytes);
        Messages = history.Messages;
        MaxBytes = history.MaxBytes;
        Age = TimeSpan.FromMinutes(history.Minutes);
    }

    public int Messages { get; }

    public int MaxBytes { get; }

    public TimeSpan Age { get; }

    /// <summary>The limits of the log that the backplane keeps.</summary>
    public LogLimits Limits => new(Messages, MaxBytes, Age);

    /// <summary>Returns the limits that are out of range.</summary>
    public static IEnumerable<string> FailuresOf(HistoryAttribute history)
    {
        if (history.Messages is < 1 or > MaxMessages) yield return $"Messages must be 1 to {MaxMessages}, not {history.Messages}.";
        if (!(history.Minutes > 0 && history.Minutes <= TimeSpan.FromDays(365).TotalMinutes))
            yield return $"Minutes must be more than zero and at most a year, not {history.Minutes}.";
        if (history.MaxBytes < 1) yield return $"MaxBytes must be at least 1, not {history.MaxBytes}.";
        if (history.Except is null) yield return "Except must not be null.";
        foreach (string? name in history.Except ?? [])
        {
            if (name is null) yield return "Except must not contain null.";
            else if (Encoding.UTF8.GetByteCount(name) > ChannelSerializer.MaxNameBytes)
                yield return $"a name in Except has more than {ChannelSerializer.MaxNameBytes} bytes in UTF-8, so it is not that of any event.";
        }
    }

    public bool Serves(ReadOnlySpan<byte> topic)
    {
        Span<Range> values = stackalloc Range[_topics.Names.Length];
        return topic.Length <= ChannelSerializer.MaxNameBytes && _topics.TryMatch(topic, values);
    }

    public bool Keeps(ReadOnlySpan<byte> eventName)
    {
        foreach (byte[] fleeting in _except)
            if (eventName.SequenceEqual(fleeting)) return false;
        return true;
    }
}
