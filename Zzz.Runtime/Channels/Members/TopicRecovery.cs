using System.Text;
using Zzz.Channels.History;
using Zzz.Channels.Sending;
using Zzz.Channels.Wire;
using Zzz.Protocol;

namespace Zzz.Channels.Members;

/// <summary>Decides where in a topic's history a client that joins continues, and keeps the messages from there for the client.</summary>
/// <param name="feeds">The topics with a history.</param>
/// <param name="topic">The topic.</param>
/// <param name="rule">The rule of the topic.</param>
/// <param name="request">The client's request.</param>
/// <param name="maxBytes">The greatest size of the messages that are sent again; more is a gap.</param>
internal sealed class TopicRecovery(TopicFeeds feeds, string topic, HistoryRule rule, RecoveryRequest request, int maxBytes)
{
    private const int MaxMessages = 1000;

    private HistoryEntry? _next;
    private TopicPosition _from;
    private bool _recovers;

    /// <summary>The client's id, by which the client's own messages are not sent back to it.</summary>
    public byte[] Client => request.Id;

    /// <summary>How many messages the client is sent after the reply, as last measured.</summary>
    public int Count { get; private set; }

    /// <summary>The size of these messages in bytes.</summary>
    public int Bytes { get; private set; }

    /// <summary>The outcome of the recovery, as one word for metrics; <see langword="null"/> if the client did not ask to recover.</summary>
    public string? Outcome { get; private set; }

    /// <summary>How many of these messages the client had missed.</summary>
    public int Recovered => _recovers ? Count : 0;

    /// <summary>
    /// Whether the client recovers. From the first call on, messages are kept for the client: those that it has missed or, if it does not recover,
    /// those that are broadcast from now on, because the app is about to read what was before.
    /// </summary>
    public bool TryPin()
    {
        using FeedTurn turn = Enter();
        Pin(turn);
        Measure();
        return _recovers;
    }

    /// <summary>Waits for a turn in the topic.</summary>
    public FeedTurn Enter() => feeds.Enter(topic, rule);

    /// <summary>Decides where the client continues, and returns the extension of the reply to its join.</summary>
    public byte[] Decide(in FeedTurn turn)
    {
        Pin(turn);
        Measure();
        bool isLost = _from.Epoch != turn.Top.Epoch; // the history was dropped since it was pinned
        if (isLost) BeginAt(turn, "epoch");
        bool hasGap = isLost || (request.Since is not null && !_recovers);
        string end = _recovers ? $$""","recovered":true,"count":{{Count}}}""" : hasGap ? ""","recovered":false}""" : "}";
        return Encoding.UTF8.GetBytes($$"""{"at":["{{_from.Epoch}}",{{_from.Offset}}]{{end}}""");
    }

    /// <summary>
    /// Sends the messages that were kept, after <see cref="Decide"/>, and keeps them no longer: each entry leads to the next, so the first would keep
    /// all later messages of the topic for as long as the client stays.
    /// </summary>
    public void DeliverTo(TopicWriter client, in FeedTurn turn)
    {
        foreach (HistoryEntry entry in Missed())
        {
            PreparedMessage frame = turn.Frame(entry);
            client.Deliver(frame, hasPosition: true);
            frame.Release();
        }

        _next = null;
    }

    private void Pin(in FeedTurn turn)
    {
        if (_next is not null) return; // the app may have acted on the first answer
        if (request.Since is not { } since) BeginAt(turn, outcome: null);
        else if (since.Epoch != turn.Top.Epoch) BeginAt(turn, "epoch");
        else if (since.Offset > turn.Top.Offset) BeginAt(turn, "future");
        else if (turn.After(since, Client) is not { } missed) BeginAt(turn, "expired");
        else (_next, _from, _recovers, Outcome) = (missed, since, true, "recovered");
        Measure();
        if (Count > MaxMessages || Bytes > maxBytes) BeginAt(turn, "limit");
    }

    private void BeginAt(in FeedTurn turn, string? outcome)
    {
        (_next, _from, _recovers) = (turn.After(turn.Top), turn.Top, false);
        Outcome = request.Since is null ? null : outcome;
        Measure();
    }

    private IEnumerable<HistoryEntry> Missed()
    {
        for (HistoryEntry? entry = _next; entry?.Next is not null; entry = entry.Next)
            if (entry.IsFor(Client)) yield return entry;
    }

    /// <summary>Counts the messages that are kept for the client.</summary>
    private void Measure()
    {
        (Count, Bytes) = (0, 0);
        foreach (HistoryEntry entry in Missed())
        {
            Count++;
            Bytes += entry.Message.Length;
        }
    }
}
