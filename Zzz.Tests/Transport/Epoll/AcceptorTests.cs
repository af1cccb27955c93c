using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using Xunit;
using Zzz.Connection.Timing;
using Zzz.Tests.Peers;
using Zzz.Transport.Epoll;
using Zzz.Transport.Epoll.Calls;
using Zzz.Transport.Epoll.Loops;

namespace Zzz.Tests.Transport.Epoll;

/// <summary>Accepting connections, whatever the kernel answers.</summary>
public sealed class AcceptorTests : ISocketOwner, IDisposable
{
    private readonly FakeTimeProvider _time = new();
    private readonly TimerWheel _timers;
    private readonly LogRecorder _log = new("");
    private readonly LoopBench _bench;
    private readonly int _listener;
    private readonly Acceptor _acceptor;

    public AcceptorTests()
    {
        _timers = new TimerWheel(_time);
        ILogger logger = _log.CreateLogger("");
        _bench = new LoopBench(logger);
        _listener = _bench.Kernel.Open();
        _acceptor = new Acceptor(_listener, new LoopGroup([_bench.Loop]), this, new UnheardSockets(limit: 3), _timers, logger);
        _acceptor.Start();
    }

    public void Dispose() => _timers.Dispose();

    [Fact]
    public void All_connections_that_wait_are_accepted()
    {
        Accept(0, 0);
        Assert.Equal(2, _bench.Loop.Count);
        Assert.Empty(_log.Lines);
    }

    [Theory]
    [InlineData(Errno.ConnectionAborted)]
    [InlineData(Errno.ConnectionReset)]
    [InlineData(Errno.Interrupted)]
    [InlineData(Errno.ProtocolError)]
    [InlineData(Errno.HostUnreachable)]
    public void A_connection_that_is_lost_before_does_not_matter(int error)
    {
        Accept(-error, 0);
        Assert.Equal(1, _bench.Loop.Count);
        Assert.Empty(_log.Lines);
    }

    [Theory]
    [InlineData(Errno.TooManyFiles)]
    [InlineData(Errno.TooManyFilesInSystem)]
    [InlineData(Errno.NoBuffers)]
    [InlineData(Errno.NoMemory)]
    public void A_lack_of_resources_pauses_accepting_and_is_logged_once(int error)
    {
        for (int i = 1; i <= 3; i++)
        {
            Accept(-error);
            Assert.Equal(i, _bench.Kernel.AcceptCalls);
            Assert.False(_bench.Kernel.IsWatched(_listener));
            _bench.Loop.Tick();
            _time.Advance(TimerWheel.Tick * 3);
            Assert.True(_bench.Kernel.IsWatched(_listener));
        }

        Assert.Contains($"error {error}", Assert.Single(_log.Lines));
        Accept(0);
        Assert.Equal(1, _bench.Loop.Count);
        Accept(-error);
        Assert.Equal(2, _log.Lines.Count);
    }

    [Fact]
    public void A_connection_that_cannot_be_watched_is_closed()
    {
        _bench.Kernel.Watches.Enqueue(-Errno.NoMemory);
        Accept(0);
        Assert.Equal(0, _bench.Loop.Count);
        Assert.Equal(3, _bench.Kernel.Sockets.Values.Count(socket => socket.IsOpen)); // those of the loop, and the listener
        Assert.Single(_log.Lines);
        _time.Advance(TimerWheel.Tick * 3);
        Accept(0);
        Assert.Equal(1, _bench.Loop.Count);
    }

    [Fact]
    public void Connections_beyond_the_limit_are_closed_and_logged_once()
    {
        Accept(0, 0, 0, 0, 0);
        Assert.Equal(3, _bench.Loop.Count);
        Assert.Contains("MaxConcurrentConnections", Assert.Single(_log.Lines));
    }

    [Fact]
    public void After_the_stop_nothing_is_accepted()
    {
        _bench.Kernel.Accepts.Enqueue(0);
        _bench.Kernel.Raise(_listener, ReadyEvents.In);
        _acceptor.Stop();
        _bench.Loop.Tick();
        Assert.Equal(0, _bench.Kernel.AcceptCalls);
        Assert.False(_bench.Kernel.IsWatched(_listener));
    }

    [Fact]
    public void After_a_stop_during_a_pause_nothing_is_accepted()
    {
        Accept(-Errno.TooManyFiles);
        _acceptor.Stop();
        _time.Advance(TimerWheel.Tick * 3);
        Assert.False(_bench.Kernel.IsWatched(_listener));
    }


    void ISocketOwner.OnReady(LoopSocket socket, ReadyEvents events)
    {
    }

    void ISocketOwner.OnPosted(LoopSocket socket)
    {
    }

    void ISocketOwner.OnClosed(LoopSocket socket)
    {
    }

    private void Accept(params int[] results)
    {
        foreach (int result in results) _bench.Kernel.Accepts.Enqueue(result);
        _bench.Raise(_listener, ReadyEvents.In);
    }
}
