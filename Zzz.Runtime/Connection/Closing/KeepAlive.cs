using System.Buffers.Binary;
using Zzz.Connection.Sending;
using Zzz.Connection.Timing;
using Zzz.Protocol.Lifetime;
using Zzz.Telemetry;

namespace Zzz.Connection.Closing;

/// <summary>
/// Watches an open connection. Whenever a deadline may have passed, rather than for each message, asks <see cref="Liveness"/> for a verdict and acts
/// on it. Once the closing handshake has begun, <see cref="CloseHandshake"/> keeps the deadlines.
/// </summary>
internal sealed class KeepAlive(
    SendGate gate, CloseHandshake closing, PeerActivity activity, TimerWheel wheel, WsOptions options, TimeProvider time, RouteMetrics metrics)
    : WheelEntry
{
    private Liveness _liveness;
    private long _pingTimestamp;
    private long _answeredPing;

    /// <summary>The limits in ticks. They are computed rather than stored per connection, because all connections of a route share the options.</summary>
    private LivenessLimits Limits => new(
        PingInterval: TicksOf(options.KeepAliveInterval),
        PongTimeout: TicksOf(options.KeepAliveTimeout),
        SendTimeout: TicksOf(options.SendTimeout),
        IdleTimeout: TicksOf(options.IdleTimeout),
        MaxLifetime: TicksOf(options.MaxLifetime));

    /// <summary>Starts watching. The first interval is random, so that connections that opened together are not all pinged at the same moment.</summary>
    public void Start()
    {
        wheel.Schedule(this, ticks: 0);
        long interval = Limits.PingInterval;
        _liveness = new Liveness(wheel.Now, pingedAt: interval == LivenessLimits.Never ? 0 : wheel.Now - Random.Shared.NextInt64(interval / 2 + 1));
        activity.OnHeard();
        activity.OnMessage();
    }

    public void Stop() => wheel.Cancel(this);

    /// <summary>Records a pong. If it answers the last ping, reports the round-trip time.</summary>
    public void OnPong(ReadOnlySpan<byte> payload)
    {
        bool answers = payload.Length == sizeof(long) && BinaryPrimitives.ReadInt64LittleEndian(payload) == _pingTimestamp;
        if (!answers) return;
        _liveness.ExpectNoPong();
        if (_answeredPing != _pingTimestamp) metrics.Answered(time.GetElapsedTime(_pingTimestamp));
        _answeredPing = _pingTimestamp; // RFC 6455 §5.5.3: further pongs may arrive unsolicited
    }

    public override void OnDue()
    {
        if (closing.HasBegun) return;
        if (activity.IsPaused) activity.OnMessage();
        var signs = new LivenessSigns(wheel.Now, activity.HeardAt, activity.MessageAt, gate.PendingSince);
        LivenessVerdict verdict = _liveness.Judge(Limits, signs, out long dueAt);
        if (Act(verdict) && dueAt != LivenessLimits.Never) wheel.Schedule(this, dueAt - signs.Now);
    }

    private static long TicksOf(TimeSpan time) => time == Timeout.InfiniteTimeSpan ? LivenessLimits.Never : TimerWheel.TicksOf(time);

    /// <summary>Acts on a verdict, and returns whether the connection continues.</summary>
    private bool Act(LivenessVerdict verdict)
    {
        switch (verdict)
        {
            case LivenessVerdict.Ping:
                Ping();
                return true;
            case LivenessVerdict.Silent:
                closing.OnDeadPeer("no answer to a ping");
                return false;
            case LivenessVerdict.Stuck:
                closing.OnDeadPeer("it took nothing of what was sent");
                return false;
            case LivenessVerdict.Idle:
                closing.Start(WsCloseCode.GoingAway, "idle");
                return false;
            case LivenessVerdict.Old:
                closing.Start(WsCloseCode.GoingAway, "connected for long enough");
                return false;
            default:
                return true;
        }
    }

    private void Ping()
    {
        Span<byte> payload = stackalloc byte[sizeof(long)];
        _pingTimestamp = time.GetTimestamp();
        BinaryPrimitives.WriteInt64LittleEndian(payload, _pingTimestamp);
        if (!gate.TrySendPing(payload)) _liveness.ExpectNoPong();
    }
}
