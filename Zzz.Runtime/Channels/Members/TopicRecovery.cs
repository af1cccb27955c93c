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
/// <param name="maxBuffered">How many bytes may wait for the client. The reply and the messages must fit.</param>
internal sealed class TopicRecovery(TopicFeeds feeds, string topic, HistoryRule rule, RecoveryRequest request, int maxBuffered)
{
    /// <summary>The greatest number of messages that a client may have missed; while <c>OnJoin</c> runs, as many may be added.</summary>
    private const int MaxMessages = 1000;

    private HistoryPin? _pin;
    private TopicPosition _from;
    private bool _recovers;
    private bool _isOver;
    private int _sent;

    /// <summary>The client's id, by which the client's own messages are not sent back to it.</summary>
    public byte[] Client => request.Id;

    /// <summary>The size of the messages that are kept for the client, in bytes.</summary>
    public int Bytes => _pin?.Bytes ?? 0;

    /// <summary>The outcome of the recovery, as one word for metrics; <see langword="null"/> if the client did not ask to recover.</summary>
    public string? Outcome { get; private set; }

    /// <summary>How many messages that the client had missed were sent to it.</summary>
    public int Recovered => _recovers ? _sent : 0;

    /// <summary>
    /// Whether the client recovers. From the first call on, messages are kept for the client: those that it has missed or, if it does not recover,
    /// those that are broadcast from now on, because the app is about to read what was before.
    /// </summary>
    public bool TryPin()
    {
        using FeedTurn turn = Enter();
        Pin(turn);
        return _recovers;
    }

    /// <summary>Waits for a turn in the topic.</summary>
    public FeedTurn Enter() => feeds.Enter(topic, rule);

    /// <summary>Decides where the client continues, and returns the extension of the reply to its join.</summary>
    /// <param name="turn">The turn in which the client is let in.</param>
    /// <param name="replyBytes">The size of the reply.</param>
    public byte[] Decide(in FeedTurn turn, int replyBytes)
    {
        Pin(turn);
        bool isBroken = _pin is not { IsBroken: false } || (Bytes > 0 && Bytes + (long)replyBytes > maxBuffered);
        if (isBroken) BeginAt(turn, "limit");
        bool hasGap = isBroken || (request.Since is not null && !_recovers);
        string end = _recovers ? $$""","recovered":true,"count":{{_pin!.MessageCount}}}""" : hasGap ? ""","recovered":false}""" : "}";
        return Encoding.UTF8.GetBytes($$"""{"at":["{{_from.Epoch}}",{{_from.Offset}}]{{end}}""");
    }

    /// <summary>Sends the messages that were kept, after <see cref="Decide"/>, and keeps them no longer.</summary>
    public void DeliverTo(TopicWriter client, in FeedTurn turn)
    {
        foreach (HistoryEntry entry in _pin!.Messages)
        {
            PreparedMessage frame = turn.Frame(entry);
            client.Deliver(frame, hasPosition: true);
            frame.Release();
            _sent++;
        }

        Release();
    }

    /// <summary>Keeps the messages no longer. Each entry leads to the next, so the first would keep all later messages of the topic.</summary>
    public void Release()
    {
        _isOver = true;
        _pin?.Release();
        _pin = null;
    }

    private void Pin(in FeedTurn turn)
    {
        if (_pin is null && !_isOver) Begin(turn); // the app may have acted on the first answer
    }

    private void Begin(in FeedTurn turn)
    {
        if (request.Since is not { } since) BeginAt(turn, outcome: null);
        else if (since.Epoch != turn.Top.Epoch) BeginAt(turn, "epoch");
        else if (since.Offset > turn.Top.Offset) BeginAt(turn, "future");
        else if (turn.After(since, Client) is not { } missed) BeginAt(turn, "expired");
        else Continue(turn, missed, since);
    }

    private void Continue(in FeedTurn turn, HistoryEntry missed, TopicPosition since)
    {
        Keep(turn, missed, since);
        (_recovers, Outcome) = (true, "recovered");
        if (_pin!.MessageCount > MaxMessages || Bytes > maxBuffered / 2) BeginAt(turn, "limit");
    }

    private void BeginAt(in FeedTurn turn, string? outcome)
    {
        Keep(turn, turn.After(turn.Top)!, turn.Top);
        _recovers = false;
        Outcome = request.Since is null ? null : outcome;
    }

    private void Keep(in FeedTurn turn, HistoryEntry next, TopicPosition from)
    {
        _pin?.Release();
        _pin = turn.Pin(next, Client, MaxMessages, maxBuffered / 2);
        _from = from;
    }
}
