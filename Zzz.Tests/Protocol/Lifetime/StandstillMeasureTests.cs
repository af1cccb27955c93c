using Xunit;
using Zzz.Protocol.Lifetime;

namespace Zzz.Tests.Protocol.Lifetime;

/// <summary>Time in which the server did not run, in ticks. Turns are 10 ticks apart.</summary>
public class StandstillMeasureTests
{
    private Standstill _standstill = new(turn: 10);

    public StandstillMeasureTests() => _standstill.Start(1_000);

    [Fact]
    public void Turns_that_come_in_time_lose_nothing()
    {
        foreach (long turn in (long[])[1_010, 1_025, 1_030, 1_050]) _standstill.Turn(turn);
        Assert.Equal(0, Lost(1_070));
    }

    [Fact]
    public void What_a_turn_is_late_is_lost()
    {
        _standstill.Turn(1_010);
        _standstill.Turn(1_620);
        Assert.Equal(new LostTime(From: 0, To: 600, Until: 2_220), _standstill.LostBy(1_630));
    }

    /// <summary>After a standstill, data may be read before the turn.</summary>
    [Fact]
    public void A_turn_that_has_not_come_yet_is_late_too()
    {
        _standstill.Turn(1_010);
        Assert.Equal(new LostTime(From: 0, To: 600, Until: 2_220), _standstill.LostBy(1_620));
        _standstill.Turn(1_621);
        Assert.Equal(601, Lost(1_621));
    }

    [Fact]
    public void A_standstill_counts_for_as_long_again_as_it_lasted()
    {
        _standstill.Turn(1_110);
        RunFrom(1_110, to: 1_210);
        Assert.Equal(100, Lost(1_210));
        RunFrom(1_210, to: 1_220);
        Assert.Equal(0, Lost(1_220));
    }

    /// <summary>As when the thread pool is starved: turns come, but rarely.</summary>
    [Fact]
    public void Standstills_that_follow_each_other_are_one()
    {
        _standstill.Turn(1_110);
        _standstill.Turn(1_210);
        _standstill.Turn(1_310);
        Assert.Equal(new LostTime(From: 0, To: 280, Until: 1_590), _standstill.LostBy(1_320));
    }

    [Fact]
    public void A_standstill_after_another_counts_alone()
    {
        _standstill.Turn(1_110);
        RunFrom(1_110, to: 1_300);
        _standstill.Turn(1_410);
        Assert.Equal(new LostTime(From: 100, To: 200, Until: 1_510), _standstill.LostBy(1_420));
    }

    [Fact]
    public void While_no_turn_is_due_nothing_is_lost()
    {
        _standstill.Start(50_000);
        _standstill.Turn(50_010);
        Assert.Equal(0, Lost(50_010));
    }

    private void RunFrom(long from, long to)
    {
        for (long turn = from + 10; turn <= to; turn += 10) _standstill.Turn(turn);
    }

    private long Lost(long now)
    {
        LostTime lost = _standstill.LostBy(now);
        return lost.To - lost.From;
    }
}
