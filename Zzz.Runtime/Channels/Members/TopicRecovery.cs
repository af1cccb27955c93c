using System.Text;
using Zzz.Channels.History;
using Zzz.Channels.Sending;
using Zzz.Channels.Wire;
using Zzz.Protocol;

namespace Zzz.Channels.Members;

/// <summary>The recovery of one client that joins: finds the messages in the topic's history since the client's last position.</summary>
/// <param name="feeds">The topics with a history.</param>
/// <param name="topic">The topic.</param>
/// <param name="rule">The rule of the topic.</param>
/// <param name="request">The client's request.</param>
/// <param name="maxBytes">The greatest size of the messages that are sent again; more is a gap.</param>
internal sealed class TopicRecovery(TopicFeeds feeds, string topic, HistoryRule rule, RecoveryRequest request, int maxBytes)
{
    private const int MaxMessages = 1000;

    private HistoryEntry? _next;
    private bool _isLost;

    /// <summary>The client's id, by which the client's own messages are not sent back to it.</summary>
    public byte[] Client => request.Id;

    /// <summary>How many messages the client had missed when its recovery was last decided on.</summary>
    public int Count { get; private set; }

    /// <summary>The size of these messages in bytes.</summary>
    public int Bytes { get; private set; }

    /// <summary>The outcome of the recovery, as one word for metrics; <see langword="null"/> if the client did not ask to recover.</summary>
    public string? Outcome { get; private set; }

    /// <summary>Whether the client can recover. If it can, the messages that it has missed are kept for it from now on.</summary>
    public bool TryPin()
    {
        using FeedTurn turn = Enter();
        return TryPin(turn);
    }

    /// <summary>Waits for a turn in the topic.</summary>
    public FeedTurn Enter() => feeds.Enter(topic, rule);

    /// <summary>Decides whether the client recovers, and returns the extension of the reply to its join.</summary>
    public byte[] Decide(in FeedTurn turn)
    {
        if (request.Since is not { } since) return Encoding.UTF8.GetBytes($$"""{"at":{{Json(turn.Top)}}}""");
        return Encoding.UTF8.GetBytes(TryPin(turn)
            ? $$"""{"at":{{Json(since)}},"recovered":true,"count":{{Count}}}"""
            : $$"""{"at":{{Json(turn.Top)}},"recovered":false}""");
    }

    /// <summary>
    /// Sends the messages that the client has missed, after <see cref="Decide"/>, and keeps them no longer: each entry leads to the next, so the first
    /// would keep all later messages of the topic for as long as the client stays. There are none if the client does not recover.
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

    private static string Json(TopicPosition position) => $"""["{position.Epoch}",{position.Offset}]""";

    private bool TryPin(in FeedTurn turn)
    {
        if (_isLost || request.Since is not { } since) return false; // the app may already have acted on the answer
        if (since.Epoch != turn.Top.Epoch) return IsLost("epoch");
        if (since.Offset > turn.Top.Offset) return IsLost("future");
        _next ??= turn.After(since);
        if (_next is null) return IsLost("expired");
        Measure();
        if (Count > MaxMessages || Bytes > maxBytes) return IsLost("limit");
        Outcome = "recovered";
        return true;
    }

    private IEnumerable<HistoryEntry> Missed()
    {
        for (HistoryEntry? entry = _next; entry?.Next is not null; entry = entry.Next)
            if (entry.IsFor(Client)) yield return entry;
    }

    /// <summary>Counts what the client has missed, as far as a client may recover.</summary>
    private void Measure()
    {
        (Count, Bytes) = (0, 0);
        foreach (HistoryEntry entry in Missed())
        {
            Count++;
            Bytes += entry.Message.Length;
            if (Count > MaxMessages || Bytes > maxBytes) return;
        }
    }

    private bool IsLost(string reason)
    {
        Outcome = reason;
        _isLost = true;
        Count = 0;
        _next = null;
        return false;
    }
}
