using Microsoft.Extensions.Logging;
using Zzz.Dispatch;
using Zzz.Protocol;

namespace Zzz.Connection;

/// <summary>
/// The one place where a connection's end is decided and close codes are picked (RFC 6455 §7): a handshake that either side starts, a
/// failure, or a transport that is gone. It keeps the deadlines of what follows.
/// </summary>
internal sealed partial class CloseHandshake(
    SendGate gate, ITransport transport, CloseState state, TimeSpan closeTimeout, TimeProvider time, ILogger logger)
{
    /// <summary>After a failure, this much silence of the peer means that it has nothing left that could reset the connection.</summary>
    private static readonly TimeSpan Quiet = TimeSpan.FromMilliseconds(250);

    private readonly Lock _lock = new();
    private ITimer? _timer;
    private long _failedAt;
    private volatile bool _paused;

    private enum Phase
    {
        Open,
        AwaitingAnswer,
        Discarding,
        Ended,
    }

    private Phase _phase;
    private ClosePayload? _outcome;

    /// <summary>Our close frame was sent, or the peer's was read: messages count no more.</summary>
    public bool HasBegun => state.IsSent || state.IsReceived;

    /// <summary>The server closes: waits for the peer's answer (RFC 6455 §7.1.2).</summary>
    public void Start(WsCloseCode code, string reason)
    {
        lock (_lock)
        {
            if (_phase != Phase.Open) return;
            _phase = Phase.AwaitingAnswer;
            SetTimer(closeTimeout);
        }

        gate.SendClose(new ClosePayload(code, reason));
    }

    /// <summary>The peer closes, or answers our close: it gets its own code back (RFC 6455 §5.5.1).</summary>
    public void OnPeerClose(ClosePayload received)
    {
        lock (_lock)
        {
            _outcome ??= received;
            _phase = Phase.Ended;
        }

        gate.SendClose(received with { Reason = "" });
    }

    /// <summary>The peer broke the protocol.</summary>
    public void OnFault(ProtocolFault fault)
    {
        LogFault(fault.Code, fault.Reason, fault.Clause);
        Fail(fault.Code, fault.Reason);
    }

    /// <summary>A handler of the controller threw, or could not be given what the peer sent.</summary>
    public void OnHandlerException(Exception exception)
    {
        if (exception is MalformedJsonException)
        {
            LogMalformedJson(exception);
            Fail(WsCloseCode.InvalidPayloadData, "malformed JSON");
            return;
        }

        if (!IsConsequenceOfEnd(exception)) LogHandlerException(exception);
        Fail(WsCloseCode.InternalServerError, "");
    }

    /// <summary>Whether a handler threw only because it was told that the transport is gone.</summary>
    public bool IsConsequenceOfEnd(Exception exception) =>
        exception is OperationCanceledException && transport.Closed.IsCancellationRequested;

    /// <summary>The peer reads so slowly that the limit of what may wait for it is reached.</summary>
    public void OnSlowConsumer()
    {
        LogSlowConsumer(gate.BufferedBytes);
        Fail(WsCloseCode.PolicyViolation, "reads too slowly");
    }

    /// <summary>The application drops the connection.</summary>
    public void Abort()
    {
        End();
        gate.Shut();
        transport.Abort();
    }

    /// <summary>Nothing more will be received. Returns what <c>OnClose</c> is told: 1006 if there was no close frame (RFC 6455 §7.1.5).</summary>
    public ClosePayload End()
    {
        lock (_lock)
        {
            _phase = Phase.Ended;
            _outcome ??= new ClosePayload(WsCloseCode.AbnormalClosure, "");
            return _outcome.Value;
        }
    }

    /// <summary>A handler runs: until <see cref="Resume"/> nobody looks at the peer's answer, so no deadline runs either.</summary>
    public void Pause() => _paused = true;

    public void Resume()
    {
        _paused = false;
        if (_timer is null) return;
        lock (_lock)
            if (_phase == Phase.AwaitingAnswer) SetTimer(closeTimeout);
    }

    /// <summary>The peer sent something. While its input is discarded, that is a sign that it has not read our close frame yet.</summary>
    public void OnReceived()
    {
        if (_phase != Phase.Discarding) return;
        lock (_lock)
            if (_phase == Phase.Discarding) SetTimer(QuietOrRestOfTimeout());
    }

    /// <summary>
    /// Ends the transport gently: all that waits goes out first, then it closes. What the peer has not taken within the close timeout is lost.
    /// </summary>
    public async Task CompleteTransportAsync()
    {
        lock (_lock) SetTimer(closeTimeout);
        await gate.DrainedAsync();
        transport.Complete();
    }

    public void Release()
    {
        lock (_lock) _timer?.Dispose();
    }

    /// <summary>Fails the connection (RFC 6455 §7.1.7): sends why, and reads on without listening so that the frame is not lost to a reset.</summary>
    private void Fail(WsCloseCode code, string reason)
    {
        lock (_lock)
        {
            if (_phase is Phase.Discarding or Phase.Ended) return;
            _phase = Phase.Discarding;
            _outcome ??= new ClosePayload(code, reason);
            _failedAt = time.GetTimestamp();
            state.MarkReceived();
            SetTimer(QuietOrRestOfTimeout());
        }

        gate.SendClose(new ClosePayload(code, reason));
    }

    private TimeSpan QuietOrRestOfTimeout()
    {
        TimeSpan rest = closeTimeout - time.GetElapsedTime(_failedAt);
        return rest < TimeSpan.Zero ? TimeSpan.Zero : rest < Quiet ? rest : Quiet;
    }

    private void SetTimer(TimeSpan due)
    {
        _timer ??= time.CreateTimer(static self => ((CloseHandshake)self!).OnTimer(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        _timer.Change(due, Timeout.InfiniteTimeSpan);
    }

    private void OnTimer()
    {
        Phase phase;
        lock (_lock) phase = _phase;
        switch (phase)
        {
            case Phase.AwaitingAnswer when !_paused: Abort(); break;
            case Phase.Discarding: transport.StopReceiving(); break;
            case Phase.Ended:
                gate.Shut();
                transport.Abort();
                break;
        }
    }
}
