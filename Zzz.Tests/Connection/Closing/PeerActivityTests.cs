using Microsoft.Extensions.Time.Testing;
using Xunit;
using Zzz.Connection.Closing;
using Zzz.Connection.Timing;

namespace Zzz.Tests.Connection.Closing;

public sealed class PeerActivityTests : IDisposable
{
    private readonly FakeTimeProvider _time = new();
    private readonly TimerWheel _wheel;
    private readonly PeerActivity _activity;

    public PeerActivityTests()
    {
        _wheel = new TimerWheel(_time);
        _wheel.Schedule(new Sleeper(), TimeSpan.FromHours(1)); // otherwise the wheel stands still
        _activity = new PeerActivity(_wheel);
        _activity.OnHeard();
    }

    public void Dispose() => _wheel.Dispose();

    [Fact]
    public void A_peer_that_is_read_was_heard_when_its_last_byte_came()
    {
        long heardAt = _wheel.Now;
        Pass(seconds: 3);
        Assert.Equal(heardAt, _activity.HeardAt);
    }

    [Fact]
    public void While_nothing_is_read_no_silence_grows()
    {
        _activity.Pause();
        Pass(seconds: 3);
        Assert.Equal(_wheel.Now, _activity.HeardAt);
        Assert.Equal(_wheel.Now, _activity.ReadAt);
    }

    [Fact]
    public void The_silence_begins_when_the_peer_is_read_again()
    {
        _activity.Pause();
        Pass(seconds: 3);
        long resumedAt = _wheel.Now;
        _activity.Resume();
        Pass(seconds: 3);
        Assert.Equal((resumedAt, resumedAt), (_activity.HeardAt, _activity.ReadAt));
    }

    [Fact]
    public void What_is_heard_does_not_change_since_when_the_peer_is_read()
    {
        _activity.Resume();
        long resumedAt = _activity.ReadAt;
        Pass(seconds: 3);
        _activity.OnHeard();
        Assert.Equal((_wheel.Now, resumedAt), (_activity.HeardAt, _activity.ReadAt));
    }

    private void Pass(int seconds)
    {
        long before = _wheel.Now;
        _time.Advance(TimeSpan.FromSeconds(seconds));
        Assert.True(_wheel.Now > before);
    }

    private sealed class Sleeper : WheelEntry
    {
        public override void OnDue()
        {
        }
    }
}
