namespace Zzz.Protocol.Lifetime;

/// <summary>
/// Decides how a connection ends (RFC 6455 §7). What happens goes in: we close, the peer closes, a failure, the end. The close frame to send
/// and the time to wait for what follows come out. The caller keeps the lock and the clock, whose ticks these are, and sends only the first frame.
/// </summary>
internal struct Ending(long closeTicks, long quietTicks)
{
    private Phase _phase;
    private ClosePayload? _outcome;

    /// <summary>The tick since which the peer has the close timeout.</summary>
    private long _since;

    private enum Phase
    {
        Open,
        AwaitingAnswer,
        Discarding,
        Ended,
    }

    /// <summary>Nothing more will be received.</summary>
    public readonly bool HasEnded => _phase == Phase.Ended;

    /// <summary>The server closes, and waits for the peer's answer (RFC 6455 §7.1.2). Returns the frame to send, if any.</summary>
    public ClosePayload? Close(ClosePayload sent)
    {
        if (_phase != Phase.Open) return null;
        _phase = Phase.AwaitingAnswer;
        return sent;
    }

    /// <summary>The peer closes, or answers: it gets its own code back.</summary>
    public ClosePayload? PeerCloses(ClosePayload received)
    {
        _outcome ??= received;
        _phase = Phase.Ended;
        return received with { Reason = "" }; // RFC 6455 §5.5.1
    }

    /// <summary>
    /// Fails the connection (RFC 6455 §7.1.7): says why, and from then on discards what the peer sends, so that the frame is not lost to a reset.
    /// </summary>
    public ClosePayload? Fail(ClosePayload why)
    {
        if (_phase is Phase.Discarding or Phase.Ended) return null;
        _phase = Phase.Discarding;
        _outcome ??= why;
        return why;
    }

    /// <summary>Nothing more will be received. Returns what <c>OnClose</c> gets: 1006 if there was no close frame.</summary>
    public ClosePayload End()
    {
        _phase = Phase.Ended;
        _outcome ??= new ClosePayload(WsCloseCode.AbnormalClosure, ""); // RFC 6455 §7.1.5
        return _outcome.Value;
    }

    /// <summary>
    /// A wait begins: for the peer's answer, for its quiet or, once the connection has ended, until it has taken what was sent.
    /// </summary>
    public void WaitFrom(long now) => _since = now;

    /// <summary>The tick at which to give up, as things are.</summary>
    /// <param name="heardAt">When the peer was last heard of; now, while nothing is read.</param>
    /// <param name="readAt">Since when the peer is read; now, while nothing is read.</param>
    /// <param name="hasTakenAll">Nothing waits for the peer, so its answer may lie unread: it has its time from when it is read.</param>
    public readonly long DueAt(long heardAt, long readAt, bool hasTakenAll) => _phase switch
    {
        Phase.Open => long.MaxValue,
        Phase.AwaitingAnswer => (hasTakenAll ? Math.Max(_since, readAt) : _since) + closeTicks,
        Phase.Discarding => Math.Min(_since + closeTicks, Math.Max(_since, heardAt) + quietTicks),
        _ => _since + closeTicks,
    };

    /// <summary>
    /// What to do at that tick. A peer that was told why the connection fails, and is quiet, has read it; but while nothing is read, a handler
    /// runs, which may wait for the end.
    /// </summary>
    public readonly EndingStep Overdue(bool isRead) => _phase == Phase.Discarding && isRead ? EndingStep.StopReceiving : EndingStep.Abort;
}
