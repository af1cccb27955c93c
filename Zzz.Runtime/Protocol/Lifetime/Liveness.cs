namespace Zzz.Protocol.Lifetime;

/// <summary>
/// Judges an open connection: whether to ping the peer (RFC 6455 §5.5.2), whether the peer is gone, and whether the connection has been idle or open
/// for too long. Signs go in, and a verdict comes out. The caller owns the clock whose ticks are used here, and acts on the verdict.
/// </summary>
internal struct Liveness(long openedAt, long pingedAt)
{
    private const long Never = LivenessLimits.Never;

    private long _pingedAt = pingedAt;
    private volatile bool _awaitsPong;

    /// <summary>
    /// Judges the signs, and says when to judge again: at <paramref name="dueAt"/>, unless the verdict ends the connection. After
    /// <see cref="LivenessVerdict.Ping"/>, the pong may arrive at once, even before the sender knows that the ping was sent.
    /// </summary>
    public LivenessVerdict Judge(in LivenessLimits limits, in LivenessSigns signs, out long dueAt)
    {
        long now = signs.Now;
        bool awaits = _awaitsPong && signs.HeardAt <= _pingedAt;
        long silentAt = awaits ? After(_pingedAt, limits.PongTimeout) : Never;
        long stuckAt = After(signs.PendingSince ?? now, limits.SendTimeout);
        long idleAt = After(signs.MessageAt, limits.IdleTimeout);
        long oldAt = After(openedAt, limits.MaxLifetime);
        long pingAt = awaits ? Never : After(_pingedAt, limits.PingInterval);
        dueAt = Math.Min(Math.Min(silentAt, stuckAt), Math.Min(idleAt, oldAt));
        if (dueAt > now && pingAt <= now)
        {
            (_pingedAt, _awaitsPong) = (now, true);
            dueAt = Math.Min(dueAt, now + Math.Min(limits.PongTimeout, limits.PingInterval));
            return LivenessVerdict.Ping;
        }

        dueAt = Math.Min(dueAt, pingAt);
        return dueAt > now ? LivenessVerdict.None
            : silentAt <= now ? LivenessVerdict.Silent
            : stuckAt <= now ? LivenessVerdict.Stuck
            : idleAt <= now ? LivenessVerdict.Idle
            : LivenessVerdict.Old;
    }

    /// <summary>Stops waiting for a pong, because it arrived or because the ping was not sent after all.</summary>
    public void ExpectNoPong() => _awaitsPong = false;

    private static long After(long tick, long delay) => delay == Never ? Never : tick + delay;
}
