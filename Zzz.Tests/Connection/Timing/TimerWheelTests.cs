using System.Diagnostics;
using Microsoft.Extensions.Time.Testing;
using Xunit;
using Zzz.Connection.Timing;
using Zzz.Tests.Peers;

namespace Zzz.Tests.Connection.Timing;

public sealed class TimerWheelTests : IDisposable
{
    private readonly FakeTimeProvider _time = new();
    private readonly TimerWheel _wheel;

    public TimerWheelTests() => _wheel = new TimerWheel(_time);

    public void Dispose() => _wheel.Dispose();

    [Theory]
    [InlineData(1)]
    [InlineData(49)]
    [InlineData(50)]
    [InlineData(1_000)]
    [InlineData(25_600)] // one full turn
    [InlineData(3_600_000)]
    public void An_entry_is_woken_once_not_early_and_at_most_two_ticks_late(int milliseconds)
    {
        var entry = new Entry();
        _time.Advance(TimeSpan.FromMilliseconds(20));
        _wheel.Schedule(entry, TimeSpan.FromMilliseconds(milliseconds));

        _time.Advance(TimeSpan.FromMilliseconds(milliseconds - 1));
        Assert.Equal(0, entry.Woken);
        _time.Advance(TimeSpan.FromMilliseconds(1) + (2 * TimerWheel.Tick));
        Assert.Equal(1, entry.Woken);
        _time.Advance(TimeSpan.FromHours(2));
        Assert.Equal(1, entry.Woken);
    }

    /// <summary>As after SIGSTOP: the clock has jumped, and the timer fires once for all the ticks that it missed.</summary>
    [Fact]
    public void A_turn_is_one_tick_however_late_it_comes()
    {
        var time = new JumpingTime();
        using var wheel = new TimerWheel(time);
        var entry = new Entry();
        wheel.Schedule(entry, TimeSpan.FromSeconds(1));
        for (int turn = 0; turn < 20; turn++)
        {
            time.Timestamp += 60 * Stopwatch.Frequency;
            Turn();
        }

        Assert.Equal(0, entry.Woken);
        Turn();
        Assert.True(SpinWait.SpinUntil(() => entry.Woken == 1, Guard.Limit));

        void Turn()
        {
            long before = wheel.Now;
            time.Fire();
            Assert.True(SpinWait.SpinUntil(() => wheel.Now == before + 1, Guard.Limit));
        }
    }

    [Fact]
    public void What_a_turn_is_late_is_lost_time_whether_or_not_it_has_come()
    {
        var time = new JumpingTime();
        using var wheel = new TimerWheel(time);
        Assert.Equal(default, wheel.LostBy(time.Timestamp + Stopwatch.Frequency)); // nothing is scheduled
        wheel.Schedule(new Entry(), TimeSpan.FromSeconds(1));
        time.Timestamp += 6 * Stopwatch.Frequency;
        long lost = wheel.LostBy(time.Timestamp).To;
        Assert.Equal((6 * Stopwatch.Frequency) - (Stopwatch.Frequency / 20), lost);
        time.Fire();
        Assert.True(SpinWait.SpinUntil(() => wheel.Now == 1, Guard.Limit));
        Assert.Equal(lost, wheel.LostBy(time.Timestamp).To);
    }

    /// <summary>A test's clock counts in full.</summary>
    [Fact]
    public void A_clock_that_is_set_loses_no_time()
    {
        _wheel.Schedule(new Entry(), TimeSpan.FromHours(2));
        _time.Advance(TimeSpan.FromHours(1));
        Assert.Equal(default, _wheel.LostBy(_time.GetTimestamp()));
    }

    [Fact]
    public void The_earliest_of_several_times_counts()
    {
        var entry = new Entry();
        _wheel.Schedule(entry, TimeSpan.FromSeconds(9));
        _wheel.Schedule(entry, TimeSpan.FromSeconds(1));
        _wheel.Schedule(entry, TimeSpan.FromSeconds(5));

        _time.Advance(TimeSpan.FromSeconds(2));
        Assert.Equal(1, entry.Woken);
        _time.Advance(TimeSpan.FromSeconds(10));
        Assert.Equal(1, entry.Woken);
    }

    [Fact]
    public void A_cancelled_entry_is_not_woken()
    {
        Entry[] entries = [new(), new(), new()];
        foreach (Entry entry in entries) _wheel.Schedule(entry, TimeSpan.FromSeconds(1));
        _wheel.Cancel(entries[1]);
        _wheel.Cancel(entries[1]);

        _time.Advance(TimeSpan.FromSeconds(2));
        Assert.Equal([1, 0, 1], entries.Select(entry => entry.Woken));
    }

    [Fact]
    public void An_entry_may_ask_again_while_it_is_woken()
    {
        var entry = new Entry();
        entry.Then = () => _wheel.Schedule(entry, TimeSpan.FromSeconds(1));
        _wheel.Schedule(entry, TimeSpan.FromSeconds(1));

        for (int i = 0; i < 100; i++) _time.Advance(TimeSpan.FromMilliseconds(100));
        Assert.InRange(entry.Woken, 8, 10);
    }

    [Fact]
    public void A_wheel_that_stood_still_is_on_time_again()
    {
        var first = new Entry();
        _wheel.Schedule(first, TimeSpan.FromSeconds(1));
        _time.Advance(TimeSpan.FromHours(1));

        var second = new Entry();
        _wheel.Schedule(second, TimeSpan.FromSeconds(1));
        Assert.Equal(TimerWheel.TicksOf(TimeSpan.FromHours(1)), _wheel.Now);
        _time.Advance(TimeSpan.FromSeconds(2));
        Assert.Equal((1, 1), (first.Woken, second.Woken));
    }

    [Fact]
    public void Many_entries_are_each_woken_once()
    {
        var random = new Random(11);
        Entry[] entries = [.. Enumerable.Range(0, 10_000).Select(_ => new Entry())];
        foreach (Entry entry in entries) _wheel.Schedule(entry, TimeSpan.FromMilliseconds(random.Next(60_000)));

        _time.Advance(TimeSpan.FromSeconds(61));
        Assert.All(entries, entry => Assert.Equal(1, entry.Woken));
    }

    [Fact]
    public void An_entry_that_throws_keeps_no_other_from_its_time_and_is_woken_again()
    {
        Entry[] entries = [new(), new() { Then = () => throw new InvalidOperationException("on purpose") }, new()];
        foreach (Entry entry in entries) _wheel.Schedule(entry, TimeSpan.FromSeconds(1));

        for (int i = 0; i < 40; i++) _time.Advance(TimeSpan.FromMilliseconds(100));
        Assert.Equal([1, 1], [entries[0].Woken, entries[2].Woken]);
        Assert.InRange(entries[1].Woken, 2, 4);
        _wheel.Cancel(entries[1]);
        int woken = entries[1].Woken;
        _time.Advance(TimeSpan.FromSeconds(10));
        Assert.Equal(woken, entries[1].Woken);
    }

    [Fact]
    public async Task An_entry_that_blocks_keeps_no_other_from_its_time()
    {
        using var wheel = new TimerWheel(TimeProvider.System);
        using var otherIsWoken = new ManualResetEventSlim();
        var wasWoken = new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
        var blocking = new Entry { Then = () => wasWoken.SetResult(otherIsWoken.Wait(Guard.Limit)) };
        wheel.Schedule(blocking, ticks: 0);
        wheel.Schedule(new Entry { Then = otherIsWoken.Set }, ticks: 10);
        Assert.True(await wasWoken.Task);
    }

    /// <summary>A machine's clock, whose timer fires when the test says so, whatever time it is.</summary>
    private sealed class JumpingTime : TimeProvider
    {
        private Action _fire = () => { };

        public long Timestamp { get; set; } = Stopwatch.GetTimestamp();

        public override long TimestampFrequency => Stopwatch.Frequency;

        public void Fire() => _fire();

        public override long GetTimestamp() => Timestamp;

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            _fire = () => callback(state);
            return new NoTimer();
        }

        private sealed class NoTimer : ITimer
        {
            public bool Change(TimeSpan dueTime, TimeSpan period) => true;

            public void Dispose()
            {
            }

            public ValueTask DisposeAsync() => default;
        }
    }

    private sealed class Entry : WheelEntry
    {
        public int Woken { get; private set; }

        public Action? Then { get; set; }

        public override void OnDue()
        {
            Woken++;
            Then?.Invoke();
        }
    }
}
