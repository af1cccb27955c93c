namespace Zzz.Protocol.Lifetime;

/// <summary>What an open connection is judged by, in ticks; <see cref="Never"/> is no limit.</summary>
internal readonly record struct LivenessLimits(long PingInterval, long PongTimeout, long SendTimeout, long IdleTimeout, long MaxLifetime)
{
    public const long Never = long.MaxValue;
}
