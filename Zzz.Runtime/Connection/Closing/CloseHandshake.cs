using Microsoft.Extensions.Logging;
using Zzz.Connection.Ports;
using Zzz.Connection.Sending;
using Zzz.Connection.Timing;
using Zzz.Json;
using Zzz.Protocol;
using Zzz.Protocol.Lifetime;
using Zzz.Telemetry;

namespace Zzz.Connection.Closing;

/// <summary>
/// The one place that picks close codes. <see cref="Ending"/> decides here how the connection ends (RFC 6455 §7); the handshake sends the close
/// frame, and keeps the deadlines afterwards.
/// </summary>
/// <remarks>Each instance is its own lock, which saves memory, because each connection has one.</remarks>
internal sealed class CloseHandshake(
    SendGate gate, ITransport transport, CloseState state, PeerActivity activity, TimerWheel wheel, TimeSpan closeTimeout, ILogger logger)
    : WheelEntry
{
    /// <summary>How long the peer must be silent after a failure to show that no more input is on its way that could cause a TCP reset.</summary>
    private static readonly long QuietTicks = TimerWheel.TicksOf(TimeSpan.FromMilliseconds(250));

    private readonly ClosedSignal _closed = new(transport);
    private Ending _ending = new(TimerWheel.TicksOf(closeTimeout), QuietTicks);

    /// <inheritdoc cref="WsConnection.Closed"/>
    public CancellationToken Closed => _closed.Token;

    /// <summary>Whether a close frame was sent or read. From then on, messages are ignored.</summary>
    public bool HasBegun => state.IsSent || state.IsReceived;

    /// <summary>Whether nothing more will be received.</summary>
    public bool HasEnded
    {
        get
        {
            lock (this) return _ending.HasEnded;
        }
    }

    /// <summary>Sends a close frame, and waits for the peer's answer (RFC 6455 §7.1.2).</summary>
    public void Start(WsCloseCode code, string reason)
    {
        ClosePayload? frame;
        lock (this)
        {
            frame = _ending.Close(new ClosePayload(code, reason));
            if (frame is not null) Wait();
        }

        Send(frame);
    }

    /// <summary>Handles the peer's close frame, or its answer to ours, and echoes the peer's code (RFC 6455 §5.5.1).</summary>
    public void OnPeerClose(ClosePayload received)
    {
        ClosePayload? frame;
        lock (this) frame = _ending.PeerCloses(received);
        Send(frame);
    }

    /// <summary>Fails the connection, because the peer violated the protocol.</summary>
    public void OnFault(ProtocolFault fault)
    {
        Log.Fault(logger, fault.Code, fault.Reason, fault.Clause);
        Fail(fault.Code, fault.Reason);
    }

    /// <summary>Fails the connection, because a handler threw an exception, or because the message was not what the handler takes.</summary>
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

    /// <summary>Whether a handler threw only because the token for the end of the connection was cancelled.</summary>
    public bool IsConsequenceOfEnd(Exception exception) => exception is OperationCanceledException && _closed.IsSet;

    /// <summary>Fails the connection, because the peer reads so slowly that the limit on buffered bytes is reached.</summary>
    public void OnSlowConsumer()
    {
        Log.SlowConsumer(logger, gate.BufferedBytes);
        Fail(WsCloseCode.PolicyViolation, "reads too slowly");
    }

    /// <summary>Fails the connection, because the peer sends more messages than its rate limit allows.</summary>
    public void OnRateLimit()
    {
        Log.RateLimit(logger);
        Fail(WsCloseCode.PolicyViolation, "rate limited");
    }

    /// <summary>Closes the connection, because no handler takes messages of the kind that the peer has sent.</summary>
    public void OnUnsupportedKind(WsMessageKind kind)
    {
        Log.UnsupportedKind(logger, kind);
        Start(WsCloseCode.UnsupportedData, kind == WsMessageKind.Text ? "text is not supported" : "binary is not supported");
    }

    /// <summary>Fails the connection, because it would be subscribed to more topics than its limit allows.</summary>
    public void OnTooManySubscriptions()
    {
        Log.TooManySubscriptions(logger);
        Fail(WsCloseCode.PolicyViolation, "too many subscriptions");
    }

    /// <summary>Drops the connection, because for too long the peer has not answered a ping, or has not read any data.</summary>
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
            Log.ConnectionException(logger, exception); // the app's own middleware may be part of the transport
        }
    }

    /// <summary>Ends receiving, and returns the code and reason for <c>OnClose</c>: 1006 if there was no close frame (RFC 6455 §7.1.5).</summary>
    public ClosePayload End()
    {
        lock (this) return _ending.End();
    }

    /// <summary>
    /// Ends the transport as soon as the peer has taken all data that is waiting for it. Data that is still waiting after the close timeout is lost.
    /// </summary>
    public async Task CompleteTransportAsync()
    {
        lock (this) Wait();
        await gate.EmptiedAsync();
        gate.Shut();
        _closed.Set(); // for OnClose too: some transports close only after it has run
        transport.Complete(); // RFC 6455 §5.5.1
    }

    /// <summary>
    /// Ends the handshake when the request ends. The deadline stays until the transport is closed, because the peer may never take the last bytes.
    /// </summary>
    public void Release() => transport.Closed.UnsafeRegister(static closing => ((CloseHandshake)closing!).Cancel(), this);

    public override void OnDue()
    {
        // Read before the lock is taken, because the gate has a lock of its own. Frames that only gather for the end of a batch do not count as pending.
        var signs = new EndingSigns(wheel.Now, IsRead: !activity.IsPaused, activity.HeardAt, activity.ReadAt, gate.PendingSince);
        EndingStep step;
        lock (this)
        {
            step = _ending.Judge(signs, out long dueAt);
            if (dueAt > signs.Now && dueAt != LivenessLimits.Never) wheel.Schedule(this, dueAt - signs.Now);
        }

        Act(step);
    }

    private void Act(EndingStep step)
    {
        switch (step)
        {
            case EndingStep.NotifyHandler:
                _closed.Set();
                break;
            case EndingStep.StopReceiving:
                transport.StopReceiving();
                break;
            case EndingStep.Abort:
                Abort();
                break;
        }
    }

    private void Fail(WsCloseCode code, string reason)
    {
        ClosePayload? frame;
        lock (this)
        {
            frame = _ending.Fail(new ClosePayload(code, reason));
            if (frame is null) return;
            state.MarkReceived(); // RFC 6455 §7.1.7: nothing that follows counts
            Wait();
        }

        Send(frame);
    }

    private void Send(ClosePayload? frame)
    {
        if (frame is { } payload) gate.SendClose(payload);
    }

    private void Cancel() => wheel.Cancel(this);

    /// <summary>
    /// Begins a wait. The wheel's time is accurate only while something is scheduled, so schedules a first check, which finds out when the next one
    /// is due.
    /// </summary>
    private void Wait()
    {
        wheel.Schedule(this, QuietTicks);
        _ending.WaitFrom(wheel.Now);
    }
}
