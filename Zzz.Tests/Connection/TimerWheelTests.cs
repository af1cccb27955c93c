using Microsoft.Extensions.Time.Testing;
using Xunit;
using Zzz.Connection;

namespace Zzz.Tests.Connection;

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
    [InlineData(25_600)] // once around
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
