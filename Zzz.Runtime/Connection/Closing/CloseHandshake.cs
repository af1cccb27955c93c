using Microsoft.Extensions.Logging;
using Zzz.Connection.Ports;
using Zzz.Connection.Sending;
using Zzz.Connection.Timing;
using Zzz.Json;
using Zzz.Protocol;
using Zzz.Telemetry;

namespace Zzz.Connection.Closing;

/// <summary>
/// The one place where a connection's end is decided and close codes are picked (RFC 6455 §7): a handshake that either side starts, a
/// failure, or a transport that is gone. It keeps the deadlines of what follows.
/// </summary>
/// <remarks>It is its own lock, as each connection has one of it.</remarks>
internal sealed class CloseHandshake(
    SendGate gate, ITransport transport, CloseState state, TimeSpan closeTimeout, TimerWheel wheel, ILogger logger) : WheelEntry
{
    /// <summary>After a failure, this much silence of the peer means that it has nothing left that could reset the connection.</summary>
    private static readonly long QuietTicks = TimerWheel.TicksOf(TimeSpan.FromMilliseconds(250));

    private Phase _phase;
    private ClosePayload? _outcome;
    private long _deadline;
    private long _receivedAt;
    private volatile bool _paused;

    private enum Phase
    {
        Open,
        AwaitingAnswer,
        Discarding,
        Ended,
    }

    /// <summary>A handler runs, or the peer is slow to take what waits for it: nothing is read, so its silence shows nothing.</summary>
    public bool IsPaused => _paused;

    /// <summary>The tick at which the peer was last heard of, or could be again.</summary>
    public long ReceivedAt => _receivedAt;

    /// <summary>Our close frame was sent, or the peer's was read: messages count no more.</summary>
    public bool HasBegun => state.IsSent || state.IsReceived;

    /// <summary>The server closes: waits for the peer's answer (RFC 6455 §7.1.2).</summary>
    public void Start(WsCloseCode code, string reason)
    {
        lock (this)
        {
            if (_phase != Phase.Open) return;
            _phase = Phase.AwaitingAnswer;
            SetDeadline();
        }

        gate.SendClose(new ClosePayload(code, reason));
    }

    /// <summary>The peer closes, or answers our close: it gets its own code back (RFC 6455 §5.5.1).</summary>
    public void OnPeerClose(ClosePayload received)
    {
        lock (this)
        {
            _outcome ??= received;
            _phase = Phase.Ended;
        }

        gate.SendClose(received with { Reason = "" }); // RFC 6455 §5.5.1
    }

    /// <summary>The peer broke the protocol.</summary>
    public void OnFault(ProtocolFault fault)
    {
        Log.Fault(logger, fault.Code, fault.Reason, fault.Clause);
        Fail(fault.Code, fault.Reason);
    }

    /// <summary>A handler of the controller threw, or could not be given what the peer sent.</summary>
    public void OnHandlerException(Exception exception)
    {
        if (exception is MalformedJsonException)
        {
            Log.MalformedJson(logger, exception);
            Fail(WsCloseCode.InvalidPayloadData, "malformed JSON");
            return;
        }

        if (IsConsequenceOfEnd(exception)) return;
        Log.HandlerException(logger, exception);
        Fail(WsCloseCode.InternalServerError, "");
    }

    /// <summary>Whether a handler threw only because it was told that the transport is gone.</summary>
    public bool IsConsequenceOfEnd(Exception exception) =>
        exception is OperationCanceledException && transport.Closed.IsCancellationRequested;

    /// <summary>The peer reads so slowly that the limit of what may wait for it is reached.</summary>
    public void OnSlowConsumer()
    {
        Log.SlowConsumer(logger, gate.BufferedBytes);
        Fail(WsCloseCode.PolicyViolation, "reads too slowly");
    }

    /// <summary>The peer sends more messages than it may.</summary>
    public void OnRateLimit()
    {
        Log.RateLimit(logger);
        Fail(WsCloseCode.PolicyViolation, "rate limited");
    }

    /// <summary>The connection would be subscribed to more topics than it may be.</summary>
    public void OnTooManySubscriptions()
    {
        Log.TooManySubscriptions(logger);
        Fail(WsCloseCode.PolicyViolation, "too many subscriptions");
    }

    /// <summary>The peer did not answer a ping, or took nothing of what was sent, for too long.</summary>
    public void OnDeadPeer(string sign)
    {
        Log.DeadPeer(logger, sign);
        Abort();
    }

    /// <summary>Drops the connection, without a close frame.</summary>
    public void Abort()
    {
        state.MarkReceived();
        End();
        gate.Shut();
        try
        {
            transport.Abort();
        }
        catch (Exception exception)
        {
            Log.ConnectionException(logger, exception); // middleware of the app may be part of the transport
        }
    }

    /// <summary>Nothing more will be received. Returns what <c>OnClose</c> is told: 1006 if there was no close frame (RFC 6455 §7.1.5).</summary>
    public ClosePayload End()
    {
        lock (this)
        {
            _phase = Phase.Ended;
            _outcome ??= new ClosePayload(WsCloseCode.AbnormalClosure, ""); // RFC 6455 §7.1.5
            return _outcome.Value;
        }
    }

    /// <summary>Nothing is read until <see cref="Resume"/>, so no deadline for what the peer sends runs either.</summary>
    public void Pause() => _paused = true;

    public void Resume()
    {
        _paused = false;
        OnReceived();
        if (_phase is Phase.Open or Phase.Ended) return;
        lock (this)
        {
            if (_phase == Phase.AwaitingAnswer) SetDeadline();
            else if (_phase == Phase.Discarding) wheel.Schedule(this, QuietTicks);
        }
    }

    /// <summary>The peer sent something: it lives, and while its input is discarded, it has not read our close frame yet.</summary>
    public void OnReceived() => _receivedAt = wheel.Now;

    /// <summary>
    /// Ends the transport gently: all that waits goes out first, then it closes. What the peer has not taken within the close timeout is lost.
    /// </summary>
    public async Task CompleteTransportAsync()
    {
        lock (this) SetDeadline();
        await gate.EmptiedAsync();
        gate.Shut();
        transport.Complete(); // RFC 6455 §5.5.1
    }

    /// <summary>
    /// The request is over. The deadline counts until the transport is closed too: the server may have something left that the peer never takes.
    /// </summary>
    public void Release() => transport.Closed.UnsafeRegister(static closing => ((CloseHandshake)closing!).Cancel(), this);

    public override void OnDue()
    {
        bool reads;
        bool isTaken = gate.PendingSince is null; // what only gathers for the end of a batch was not given to the peer
        lock (this)
        {
            reads = _phase == Phase.Discarding && !_paused;
            long due = reads ? Math.Min(_deadline, _receivedAt + QuietTicks) : _deadline;
            if (due > wheel.Now)
            {
                wheel.Schedule(this, due - wheel.Now);
                return;
            }

            // The answer may lie unread behind the handler: Resume sets a new deadline. A peer that takes nothing had its time.
            if (_phase == Phase.AwaitingAnswer && _paused && isTaken) return;
        }

        if (reads) transport.StopReceiving();
        else Abort(); // a handler that runs may wait for just that
    }

    /// <summary>Fails the connection (RFC 6455 §7.1.7): sends why, and reads on without listening so that the frame is not lost to a reset.</summary>
    private void Fail(WsCloseCode code, string reason)
    {
        lock (this)
        {
            if (_phase is Phase.Discarding or Phase.Ended) return;
            _phase = Phase.Discarding;
            _outcome ??= new ClosePayload(code, reason);
            state.MarkReceived(); // RFC 6455 §7.1.7: nothing that follows counts
            SetDeadline();
            wheel.Schedule(this, QuietTicks);
            OnReceived();
        }

        gate.SendClose(new ClosePayload(code, reason));
    }

    private void Cancel() => wheel.Cancel(this);

    private void SetDeadline()
    {
        wheel.Schedule(this, closeTimeout);
        _deadline = wheel.Now + TimerWheel.TicksOf(closeTimeout);
    }
}
