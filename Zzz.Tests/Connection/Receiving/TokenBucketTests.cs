using Microsoft.Extensions.Time.Testing;
using Xunit;
using Zzz.Connection.Receiving;
using Zzz.Protocol.Lifetime;

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

    /// <summary>A second has 1,000 ticks here.</summary>
    [Fact]
    public void Time_in_which_the_server_did_not_run_is_credited_once()
    {
        TokenBucket bucket = Ten(burst: 5);
        Assert.Equal(5, Take(ref bucket, 100, now: 0));
        Assert.Equal(5, Take(ref bucket, 100, now: 6_000));
        var lost = new LostTime(From: 0, To: 5_900, Until: 11_900);
        Assert.True(bucket.TryCredit(lost));
        Assert.Equal(59, Take(ref bucket, 100, now: 6_000));
        Assert.False(bucket.TryCredit(lost));
        Assert.True(bucket.TryCredit(lost with { To = 6_400 }));
        Assert.Equal(5, Take(ref bucket, 100, now: 6_000));
    }

    /// <summary>The server catches up: messages that it handles late arrived in time.</summary>
    [Fact]
    public void A_peer_that_keeps_to_its_rate_is_refused_nothing_after_a_standstill()
    {
        TokenBucket bucket = Ten(burst: 5);
        var lost = new LostTime(From: 0, To: 5_900, Until: 11_900);
        for (int sentAt = 0; sentAt < 20_000; sentAt += 100)
        {
            long readAt = sentAt < 6_000 ? 6_000 + (sentAt / 2) : Math.Max(sentAt, 9_000);
            Assert.True(bucket.TryTake(readAt) || (bucket.TryCredit(lost) && bucket.TryTake(readAt)), $"sent at {sentAt}");
        }
    }

    [Fact]
    public void What_is_saved_up_is_capped_once_the_server_has_caught_up()
    {
        TokenBucket bucket = Ten(burst: 5);
        Take(ref bucket, 5, now: 0);
        Take(ref bucket, 5, now: 6_000);
        Assert.True(bucket.TryCredit(new LostTime(From: 0, To: 5_900, Until: 11_900)));
        Assert.Equal(5, Take(ref bucket, 100, now: 11_901));
    }

    [Fact]
    public void What_was_lost_before_is_not_credited()
    {
        var bucket = new TokenBucket(new WsRateLimit { MessagesPerSecond = 10, Burst = 5 }, frequency: 1_000, now: 0, lost: 5_900);
        Assert.False(bucket.TryCredit(new LostTime(From: 0, To: 5_900, Until: 5_900)));
        Assert.True(bucket.TryCredit(new LostTime(From: 0, To: 6_000, Until: 6_000)));
        Assert.Equal(6, Take(ref bucket, 100, now: 0));
    }

    [Fact]
    public void What_counts_no_more_is_not_credited()
    {
        TokenBucket bucket = Ten(burst: 5);
        Assert.False(bucket.TryCredit(new LostTime(From: 5_900, To: 5_900, Until: 5_900)));
    }

    private static TokenBucket Ten(int burst) => new(new WsRateLimit { MessagesPerSecond = 10, Burst = burst }, frequency: 1_000, now: 0);

    private TokenBucket Of(double perSecond, int burst) =>
        new(new WsRateLimit { MessagesPerSecond = perSecond, Burst = burst }, _time.TimestampFrequency, _time.GetTimestamp());

    private int TakeAfter(ref TokenBucket bucket, double seconds)
    {
        _time.Advance(TimeSpan.FromSeconds(seconds));
        return Take(ref bucket, 1);
    }

    private int Take(ref TokenBucket bucket, int tries) => Take(ref bucket, tries, _time.GetTimestamp());

    private static int Take(ref TokenBucket bucket, int tries, long now)
    {
        int taken = 0;
        for (int i = 0; i < tries; i++) taken += bucket.TryTake(now) ? 1 : 0;
        return taken;
    }
}
