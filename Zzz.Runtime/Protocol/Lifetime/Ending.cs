namespace Zzz.Protocol.Lifetime;

/// <summary>
/// Decides how a connection ends (RFC 6455 §7). Events go in: a close by the server or the peer, a failure, the end. The close frame to send and the
/// tick at which to give up come out. The caller holds the lock, owns the clock whose ticks are used here, and sends only the first frame.
/// </summary>
internal struct Ending(long closeTicks, long quietTicks)
{
    private const long Never = LivenessLimits.Never;

    private Phase _phase;
    private ClosePayload? _outcome;

    /// <summary>The tick at which the current wait began, from which the close timeout is measured.</summary>
    private long _since;

    private bool _isHandlerNotified;

    private enum Phase
    {
        Open,
        AwaitingAnswer,
        Discarding,
        Ended,
    }

    /// <summary>Whether nothing more will be received.</summary>
    public readonly bool HasEnded => _phase == Phase.Ended;

    /// <summary>Starts a close, and waits for the peer's answer (RFC 6455 §7.1.2). Returns the frame to send, if any.</summary>
    public ClosePayload? Close(ClosePayload sent)
    {
        if (_phase != Phase.Open) return null;
        _phase = Phase.AwaitingAnswer;
        return sent;
    }

    /// <summary>Records the peer's close, or its answer to ours. Returns the peer's code as the frame to send.</summary>
    public ClosePayload? PeerCloses(ClosePayload received)
    {
        _outcome ??= received;
        _phase = Phase.Ended;
        return received with { Reason = "" }; // RFC 6455 §5.5.1
    }

    /// <summary>
    /// Fails the connection (RFC 6455 §7.1.7), and returns the frame to send, if any. Input is discarded from then on, so that no TCP reset loses the
    /// frame.
    /// </summary>
    public ClosePayload? Fail(ClosePayload why)
    {
        if (_phase is Phase.Discarding or Phase.Ended) return null;
        _phase = Phase.Discarding;
        _outcome ??= why;
        return why;
    }

    /// <summary>Ends receiving. Returns the code and reason for <c>OnClose</c>: 1006 if there was no close frame.</summary>
    public ClosePayload End()
    {
        _phase = Phase.Ended;
        _outcome ??= new ClosePayload(WsCloseCode.AbnormalClosure, ""); // RFC 6455 §7.1.5
        return _outcome.Value;
    }

    /// <summary>
    /// Begins a wait: for the peer's answer, for the peer's silence or, once the connection has ended, until the peer has taken the remaining data.
    /// </summary>
    public void WaitFrom(long now) => _since = now;

    /// <summary>
    /// Judges the signs, and says when to judge again: at <paramref name="dueAt"/>, unless the verdict ends the connection. A peer that does not
    /// answer is dropped. A peer that was sent the reason for a failure, and is then quiet, counts as having read it.
    /// </summary>
    public EndingStep Judge(in EndingSigns signs, out long dueAt)
    {
        if (!signs.IsRead && _phase is Phase.AwaitingAnswer or Phase.Discarding) return JudgeHandler(signs, out dueAt);
        long closeAt = Math.Max(_since, signs.ReadAt) + closeTicks;
        (dueAt, EndingStep overdue) = _phase switch
        {
            Phase.Open => (Never, EndingStep.None),
            Phase.AwaitingAnswer => (closeAt, EndingStep.Abort),
            Phase.Discarding => (Math.Min(closeAt, Math.Max(_since, signs.HeardAt) + quietTicks), EndingStep.StopReceiving),
            _ => (_since + closeTicks, EndingStep.Abort),
        };
        return dueAt > signs.Now ? EndingStep.None : overdue;
    }

    /// <summary>
    /// Judges while a handler runs, when the peer's answer may be waiting unread. The handler is notified after the close timeout, so that it ends
    /// and reading can continue. A peer that does not take any data is dropped instead; after a failure, a handler gets the close timeout once more.
    /// </summary>
    private EndingStep JudgeHandler(in EndingSigns signs, out long dueAt)
    {
        long now = signs.Now;
        long stuckAt = signs.PendingSince is { } since ? Math.Max(_since, since) + closeTicks : Never;
        long lateAt = !_isHandlerNotified ? _since + closeTicks : _phase == Phase.Discarding ? _since + (2 * closeTicks) : Never;
        dueAt = Math.Min(Math.Min(stuckAt, lateAt), now + closeTicks);
        if (dueAt > now) return EndingStep.None;
        if (stuckAt <= now || _isHandlerNotified) return EndingStep.Abort;
        _isHandlerNotified = true;
        dueAt = Math.Min(stuckAt, now + closeTicks);
        return EndingStep.NotifyHandler;
    }
}
