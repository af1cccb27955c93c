using Xunit;
using Zzz.Protocol.Lifetime;

namespace Zzz.Tests.Protocol.Lifetime;

/// <summary>Verdicts about a connection that was opened, and last pinged, at tick 1000.</summary>
public class LivenessTests
{
    private const long Never = LivenessLimits.Never;
    private static readonly LivenessLimits Pings = new(PingInterval: 100, PongTimeout: 40, Never, Never, Never);
    private static readonly LivenessLimits None = new(Never, PongTimeout: 40, Never, Never, Never);

    private Liveness _liveness = new(openedAt: 1000, pingedAt: 1000);

    [Fact]
    public void A_peer_is_pinged_once_per_interval_as_long_as_it_is_heard()
    {
        Expect(LivenessVerdict.None, dueAt: 1100, Pings, Signs(now: 1099));
        Expect(LivenessVerdict.Ping, dueAt: 1140, Pings, Signs(now: 1100));
        Expect(LivenessVerdict.None, dueAt: 1200, Pings, Signs(now: 1140, heardAt: 1101));
        Expect(LivenessVerdict.Ping, dueAt: 1240, Pings, Signs(now: 1200, heardAt: 1101));
    }

    [Fact]
    public void A_peer_that_is_silent_after_a_ping_is_gone_when_the_pong_timeout_is_over()
    {
        Expect(LivenessVerdict.Ping, dueAt: 1140, Pings, Signs(now: 1100));
        Expect(LivenessVerdict.None, dueAt: 1140, Pings, Signs(now: 1139, heardAt: 1100));
        Expect(LivenessVerdict.Silent, dueAt: 1140, Pings, Signs(now: 1140, heardAt: 1100));
    }

    /// <summary>Bytes that arrive in the same tick as the ping do not count as heard after it, although the peer may have answered in that tick.</summary>
    [Fact]
    public void A_pong_counts_in_the_tick_of_its_ping()
    {
        Expect(LivenessVerdict.Ping, dueAt: 1140, Pings, Signs(now: 1100));
        _liveness.ExpectNoPong();
        Expect(LivenessVerdict.None, dueAt: 1200, Pings, Signs(now: 1140, heardAt: 1100));
    }

    [Fact]
    public void While_nothing_is_read_no_silence_counts()
    {
        Expect(LivenessVerdict.Ping, dueAt: 1140, Pings, Signs(now: 1100));
        Expect(LivenessVerdict.None, dueAt: 1200, Pings, Signs(now: 1150, heardAt: 1150));
    }

    [Fact]
    public void The_next_look_comes_with_the_interval_when_that_is_shorter_than_the_pong_timeout()
    {
        LivenessLimits limits = Pings with { PingInterval = 30 };
        Expect(LivenessVerdict.Ping, dueAt: 1060, limits, Signs(now: 1030));
        Expect(LivenessVerdict.None, dueAt: 1070, limits, Signs(now: 1060));
        Expect(LivenessVerdict.Ping, dueAt: 1091, limits, Signs(now: 1061, heardAt: 1061));
    }

    [Fact]
    public void A_write_of_which_the_peer_takes_nothing_ends_with_the_send_timeout()
    {
        LivenessLimits limits = None with { SendTimeout = 60 };
        Expect(LivenessVerdict.None, dueAt: 1060, limits, Signs(now: 1000));
        Expect(LivenessVerdict.None, dueAt: 1070, limits, Signs(now: 1069, pendingSince: 1010));
        Expect(LivenessVerdict.Stuck, dueAt: 1070, limits, Signs(now: 1070, pendingSince: 1010));
        Expect(LivenessVerdict.None, dueAt: 1130, limits, Signs(now: 1071, pendingSince: 1070));
    }

    [Fact]
    public void Without_messages_the_connection_is_idle()
    {
        LivenessLimits limits = None with { IdleTimeout = 60 };
        Expect(LivenessVerdict.None, dueAt: 1060, limits, Signs(now: 1059, heardAt: 1059));
        Expect(LivenessVerdict.Idle, dueAt: 1060, limits, Signs(now: 1060, heardAt: 1059));
        Expect(LivenessVerdict.None, dueAt: 1090, limits, Signs(now: 1060, messageAt: 1030));
    }

    [Fact]
    public void A_connection_is_old_whatever_passes()
    {
        LivenessLimits limits = None with { MaxLifetime = 60 };
        Expect(LivenessVerdict.None, dueAt: 1060, limits, Signs(now: 1059));
        Expect(LivenessVerdict.Old, dueAt: 1060, limits, Signs(now: 1060, heardAt: 1060, messageAt: 1060));
    }

    [Fact]
    public void Without_limits_nobody_has_to_look() => Expect(LivenessVerdict.None, Never, None, Signs(now: 1_000_000));

    [Fact]
    public void The_earliest_deadline_is_the_next_look()
    {
        var limits = new LivenessLimits(PingInterval: 100, PongTimeout: 40, SendTimeout: 90, IdleTimeout: 80, MaxLifetime: 70);
        Expect(LivenessVerdict.None, dueAt: 1070, limits, Signs(now: 1000));
        Expect(LivenessVerdict.None, dueAt: 1065, limits with { IdleTimeout = 65 }, Signs(now: 1000));
        Expect(LivenessVerdict.None, dueAt: 1050, limits with { SendTimeout = 50 }, Signs(now: 1000));
        Expect(LivenessVerdict.None, dueAt: 1020, limits with { PingInterval = 20 }, Signs(now: 1000));
    }

    /// <summary>A clock that jumps: of several things that are due at once, a lost peer comes before a graceful end, and a ping comes last.</summary>
    [Fact]
    public void An_end_comes_before_a_ping()
    {
        var limits = new LivenessLimits(PingInterval: 100, PongTimeout: 40, SendTimeout: 60, IdleTimeout: 80, MaxLifetime: 70);
        LivenessSigns signs = Signs(now: 9000, pendingSince: 1000);
        Expect(LivenessVerdict.Old, dueAt: 1070, limits with { SendTimeout = Never, IdleTimeout = Never }, signs);
        Expect(LivenessVerdict.Idle, dueAt: 1070, limits with { SendTimeout = Never }, signs);
        Expect(LivenessVerdict.Stuck, dueAt: 1060, limits, signs);
        Expect(LivenessVerdict.Ping, dueAt: 1140, Pings, Signs(now: 1100));
        Expect(LivenessVerdict.Silent, dueAt: 1060, limits, signs);
    }

    private void Expect(LivenessVerdict verdict, long dueAt, LivenessLimits limits, LivenessSigns signs)
    {
        Assert.Equal(verdict, _liveness.Judge(limits, signs, out long judged));
        Assert.Equal(dueAt, judged);
    }

    private static LivenessSigns Signs(long now, long heardAt = 1000, long messageAt = 1000, long? pendingSince = null) =>
        new(now, heardAt, messageAt, pendingSince);
}
