using System.Buffers.Binary;
using Zzz.Connection.Sending;
using Zzz.Connection.Timing;
using Zzz.Telemetry;

namespace Zzz.Connection.Closing;

/// <summary>
/// Watches an open connection: pings the peer, and ends the connection when the peer gives no sign of life, takes nothing of what is sent,
/// when no message passes for too long, or when the connection is too old. It looks at its clocks when one of them may be over, and not per
/// message. Once the closing handshake has begun, <see cref="CloseHandshake"/> keeps the deadlines.
/// </summary>
internal sealed class KeepAlive(
    TimerWheel wheel, TimeProvider time, SendGate gate, CloseHandshake closing, WsOptions options, RouteMetrics metrics) : WheelEntry
{
    private const long Never = long.MaxValue;

    private long _openedAt;
    private long _messageAt;
    private long _pingAt;
    private long _pingTimestamp;
    private long _answeredPing;
    private volatile bool _awaitsPong;

    // All connections of a route have these in common.
    private long Interval => TicksOf(options.KeepAliveInterval);

    private long Timeout => TicksOf(options.KeepAliveTimeout);

    private long SendTimeout => TicksOf(options.SendTimeout);

    private long IdleTimeout => TicksOf(options.IdleTimeout);

    private long MaxLifetime => TicksOf(options.MaxLifetime);

    /// <summary>Begins to watch. What many connections that opened together do by the clock is spread.</summary>
    public void Start()
    {
        wheel.Schedule(this, ticks: 0);
        _openedAt = _messageAt = wheel.Now;
        _pingAt = Interval == Never ? 0 : wheel.Now - Random.Shared.NextInt64(Interval / 2 + 1);
        closing.OnReceived();
    }

    public void Stop() => wheel.Cancel(this);

    /// <summary>A message was received or sent.</summary>
    public void OnMessage() => _messageAt = wheel.Now;

    /// <summary>The peer sent a pong. One that answers the last ping tells how long the way there and back takes.</summary>
    public void OnPong(ReadOnlySpan<byte> payload)
    {
        bool answers = payload.Length == sizeof(long) && BinaryPrimitives.ReadInt64LittleEndian(payload) == _pingTimestamp;
        if (!answers) return;
        _awaitsPong = false;
        if (_answeredPing != _pingTimestamp) metrics.Answered(time.GetElapsedTime(_pingTimestamp));
        _answeredPing = _pingTimestamp; // RFC 6455 §5.5.3: further pongs may come unasked
    }

    public override void OnDue()
    {
        if (closing.HasBegun) return;
        long next = Math.Min(Math.Min(JudgePeer(), JudgeWrite()), Math.Min(JudgeIdleness(), JudgeAge()));
        if (next != Never) wheel.Schedule(this, next);
    }

    private static long TicksOf(TimeSpan time) => time == System.Threading.Timeout.InfiniteTimeSpan ? Never : TimerWheel.TicksOf(time);

    /// <summary>Each judge ends the connection, or says in how many ticks to ask again.</summary>
    private long JudgePeer()
    {
        if (Interval == Never) return Never;
        if (_awaitsPong && !closing.IsPaused && closing.ReceivedAt <= _pingAt)
        {
            long left = _pingAt + Timeout - wheel.Now;
            if (left > 0) return left;
            closing.OnDeadPeer("no answer to a ping");
            return Never;
        }

        long untilPing = _pingAt + Interval - wheel.Now;
        return untilPing > 0 ? untilPing : Ping();
    }

    private long Ping()
    {
        Span<byte> payload = stackalloc byte[sizeof(long)];
        _pingTimestamp = time.GetTimestamp();
        BinaryPrimitives.WriteInt64LittleEndian(payload, _pingTimestamp);
        _pingAt = wheel.Now;
        _awaitsPong = true; // the pong may be here before the next line
        if (!gate.TrySendPing(payload)) _awaitsPong = false;
        return Math.Min(Timeout, Interval);
    }

    private long JudgeWrite()
    {
        if (SendTimeout == Never || gate.PendingSince is not { } began) return SendTimeout;
        long left = began + SendTimeout - wheel.Now;
        if (left > 0) return left;
        closing.OnDeadPeer("it took nothing of what was sent");
        return Never;
    }

    private long JudgeIdleness()
    {
        if (IdleTimeout == Never) return Never;
        if (closing.IsPaused) OnMessage();
        long left = _messageAt + IdleTimeout - wheel.Now;
        if (left > 0) return left;
        closing.Start(WsCloseCode.GoingAway, "idle");
        return Never;
    }

    private long JudgeAge()
    {
        if (MaxLifetime == Never) return Never;
        long left = _openedAt + MaxLifetime - wheel.Now;
        if (left > 0) return left;
        closing.Start(WsCloseCode.GoingAway, "connected for long enough");
        return Never;
    }
}
