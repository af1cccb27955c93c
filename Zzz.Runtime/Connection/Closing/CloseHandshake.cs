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
/// The one place where close codes are picked, and where <see cref="Ending"/> decides how the connection ends (RFC 6455 §7). The handshake
/// sends the close frame, and keeps the deadlines afterwards.
/// </summary>
/// <remarks>It locks itself, because each connection has one.</remarks>
internal sealed class CloseHandshake(
    SendGate gate, ITransport transport, CloseState state, PeerActivity activity, TimerWheel wheel, TimeSpan closeTimeout, ILogger logger)
    : WheelEntry
{
    /// <summary>The silence after a failure that shows that the peer has sent nothing that could reset the connection.</summary>
    private static readonly long QuietTicks = TimerWheel.TicksOf(TimeSpan.FromMilliseconds(250));

    private readonly ClosedSignal _closed = new(transport);
    private Ending _ending = new(TimerWheel.TicksOf(closeTimeout), QuietTicks);

    /// <inheritdoc cref="WsConnection.Closed"/>
    public CancellationToken Closed => _closed.Token;

    /// <summary>Whether a close frame was sent or read. Messages count no more then.</summary>
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

    /// <summary>Takes the peer's close, or its answer to ours, and sends its code back (RFC 6455 §5.5.1).</summary>
    public void OnPeerClose(ClosePayload received)
    {
        ClosePayload? frame;
        lock (this) frame = _ending.PeerCloses(received);
        Send(frame);
    }

    /// <summary>Fails the connection, because the peer broke the protocol.</summary>
    public void OnFault(ProtocolFault fault)
    {
        Log.Fault(logger, fault.Code, fault.Reason, fault.Clause);
        Fail(fault.Code, fault.Reason);
    }

    /// <summary>Fails the connection, because a handler threw, or the message was not what it takes.</summary>
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

    /// <summary>Whether a handler threw only because it was notified that the connection is over.</summary>
    public bool IsConsequenceOfEnd(Exception exception) => exception is OperationCanceledException && _closed.IsSet;

    /// <summary>Fails the connection, because the peer reads so slowly that the limit of waiting bytes is reached.</summary>
    public void OnSlowConsumer()
    {
        Log.SlowConsumer(logger, gate.BufferedBytes);
        Fail(WsCloseCode.PolicyViolation, "reads too slowly");
    }

    /// <summary>Fails the connection, because the peer sends more messages than it may.</summary>
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

    /// <summary>Fails the connection, because it would be subscribed to more topics than it may be.</summary>
    public void OnTooManySubscriptions()
    {
        Log.TooManySubscriptions(logger);
        Fail(WsCloseCode.PolicyViolation, "too many subscriptions");
    }

    /// <summary>Drops the connection, because the peer has not answered a ping, or has taken nothing, for too long.</summary>
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

    /// <summary>Ends the receiving. Returns the close for <c>OnClose</c>: 1006 if there was no close frame (RFC 6455 §7.1.5).</summary>
    public ClosePayload End()
    {
        lock (this) return _ending.End();
    }

    /// <summary>
    /// Ends the transport as soon as the peer has taken everything that waits for it. After the close timeout, the rest is lost.
    /// </summary>
    public async Task CompleteTransportAsync()
    {
        lock (this) Wait();
        await gate.EmptiedAsync();
        gate.Shut();
        _closed.Set(); // for OnClose too: behind some wires the transport closes only after it
        transport.Complete(); // RFC 6455 §5.5.1
    }

    /// <summary>
    /// Ends with the request. The deadline stays until the transport is closed, because the peer may never take the last bytes.
    /// </summary>
    public void Release() => transport.Closed.UnsafeRegister(static closing => ((CloseHandshake)closing!).Cancel(), this);

    public override void OnDue()
    {
        // Before the lock, as the gate has its own. What only gathers for the end of a batch was not given to the peer.
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

    /// <summary>Begins a wait. The wheel's time is right only while something is scheduled; the first look says when the next one is.</summary>
    private void Wait()
    {
        wheel.Schedule(this, QuietTicks);
        _ending.WaitFrom(wheel.Now);
    }
}
