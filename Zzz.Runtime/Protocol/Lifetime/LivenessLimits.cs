namespace Zzz.Protocol.Lifetime;

/// <summary>The limits for an open connection, in ticks; <see cref="Never"/> means no limit.</summary>
internal readonly record struct LivenessLimits(long PingInterval, long PongTimeout, long SendTimeout, long IdleTimeout, long MaxLifetime)
{
    public const long Never = long.MaxValue;
}
