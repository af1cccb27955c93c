using Microsoft.Extensions.Logging.Abstractions;
using Xunit;
using Zzz.Tests.Peers;
using Zzz.Transport.Epoll.Calls;
using Zzz.Transport.Epoll.Loops;

namespace Zzz.Tests.Transport.Epoll.Loops;

/// <summary>A loop with its thread, on the real kernel.</summary>
public sealed class EpollLoopTests : ISocketOwner, IDisposable
{
    private readonly LoopGroup _loops;
    private readonly SemaphoreSlim _posted = new(0);
    private readonly LoopSocket _socket;

    public EpollLoopTests()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Only Linux has epoll.");
        _loops = LoopGroup.Start(LinuxCalls.Instance, 1, NullLogger.Instance);
        _socket = new LoopSocket(LinuxCalls.Instance.CreateSignal(), _loops.First, this);
    }

    public void Dispose()
    {
        _socket.Close();
        _loops.Dispose();
        _posted.Dispose();
    }

    [Fact]
    public async Task A_loop_that_falls_asleep_misses_no_post()
    {
        for (int i = 0; i < 20_000; i++)
        {
            _socket.Post();
            Assert.True(_posted.Wait(0, TestContext.Current.CancellationToken) || await _posted.WaitAsync(Guard.Limit, TestContext.Current.CancellationToken));
        }
    }

    [Fact]
    public async Task Posts_from_many_threads_are_all_seen()
    {
        int left = 8;
        Task[] posters = [.. Enumerable.Range(0, left).Select(_ => Task.Run(() =>
        {
            for (int i = 0; i < 20_000; i++) _socket.Post();
            Interlocked.Decrement(ref left);
        }))];
        await Task.WhenAll(posters).Guarded();
        while (_posted.Wait(0, TestContext.Current.CancellationToken))
        {
        }

        _socket.Post();
        Assert.True(await _posted.WaitAsync(Guard.Limit, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_post_after_the_end_of_the_loop_is_still_handled()
    {
        _loops.Dispose();
        for (int i = 0; i < 100; i++)
        {
            _socket.Post();
            Assert.True(await _posted.WaitAsync(Guard.Limit, TestContext.Current.CancellationToken));
        }
    }

    void ISocketOwner.OnReady(LoopSocket socket, ReadyEvents events)
    {
    }

    void ISocketOwner.OnPosted(LoopSocket socket) => _posted.Release();

    void ISocketOwner.OnClosed(LoopSocket socket)
    {
    }
}
