using Microsoft.Extensions.Time.Testing;
using Xunit;
using Zzz.Connection.Receiving;

namespace Zzz.Tests.Connection.Receiving;

public class TokenBucketTests
{
    private readonly FakeTimeProvider _time = new();

    [Fact]
    public void It_begins_full()
    {
        TokenBucket bucket = Of(perSecond: 1, burst: 3);
        Assert.Equal(3, Take(ref bucket, 10));
    }

    [Fact]
    public void It_refills_by_fractions()
    {
        TokenBucket bucket = Of(perSecond: 0.5, burst: 1);
        Take(ref bucket, 1);
        for (int i = 0; i < 3; i++) Assert.Equal(0, TakeAfter(ref bucket, 0.5));
        Assert.Equal(1, TakeAfter(ref bucket, 0.5));
        Assert.Equal(0, Take(ref bucket, 1));
    }

    [Fact]
    public void It_holds_no_more_than_the_burst()
    {
        TokenBucket bucket = Of(perSecond: 100, burst: 5);
        _time.Advance(TimeSpan.FromDays(100));
        Assert.Equal(5, Take(ref bucket, 10));
    }

    [Fact]
    public void What_is_taken_over_time_is_the_rate_and_the_burst()
    {
        TokenBucket bucket = Of(perSecond: 3, burst: 10);
        int taken = 0;
        for (int i = 0; i < 10_000; i++)
        {
            taken += Take(ref bucket, 20);
            _time.Advance(TimeSpan.FromMilliseconds(10));
        }

        Assert.InRange(taken, 309, 310);
    }

    private TokenBucket Of(double perSecond, int burst) => new(new WsRateLimit { MessagesPerSecond = perSecond, Burst = burst }, _time);

    private int TakeAfter(ref TokenBucket bucket, double seconds)
    {
        _time.Advance(TimeSpan.FromSeconds(seconds));
        return Take(ref bucket, 1);
    }

    private int Take(ref TokenBucket bucket, int tries)
    {
        int taken = 0;
        for (int i = 0; i < tries; i++) taken += bucket.TryTake(_time.GetTimestamp()) ? 1 : 0;
        return taken;
    }
}
