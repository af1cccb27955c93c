using Xunit;
using Zzz.Channels.Members;
using Zzz.Tests.Peers;

namespace Zzz.Tests.Channels.Members;

public class TurnTests
{
    private readonly Turn _turn = new();

    [Fact]
    public void A_turn_that_nobody_has_is_taken_at_once_and_without_an_object()
    {
        bool taken = true;
        long before = 0;
        for (int i = 0; i < 2000; i++)
        {
            if (i == 1000) before = GC.GetAllocatedBytesForCurrentThread();
            taken &= _turn.TakeAsync().IsCompletedSuccessfully;
            _turn.Release();
        }

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
        Assert.True(taken);
    }

    [Fact]
    public async Task Waiters_come_in_order_and_the_turn_is_free_after_the_last()
    {
        await _turn.TakeAsync();
        Task second = _turn.TakeAsync(), third = _turn.TakeAsync();
        Assert.False(second.IsCompleted);
        _turn.Release();
        await second.Guarded();
        Assert.False(third.IsCompleted);
        _turn.Release();
        await third.Guarded();
        _turn.Release();
        Assert.True(_turn.TakeAsync().IsCompletedSuccessfully);
    }

    [Fact]
    public async Task Many_threads_are_never_in_it_together()
    {
        int inside = 0, most = 0, runs = 0;
        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(async () =>
        {
            for (int i = 0; i < 500; i++)
            {
                await _turn.TakeAsync();
                most = Math.Max(most, Interlocked.Increment(ref inside));
                runs++;
                Interlocked.Decrement(ref inside);
                _turn.Release();
            }
        }))).Guarded();
        Assert.Equal((1, 4000), (most, runs));
    }
}
