using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Xunit;
using Zzz.Connection.Closing;
using Zzz.Connection.Sending;
using Zzz.Connection.Timing;
using Zzz.Protocol;
using Zzz.Tests.Peers;

namespace Zzz.Tests.Connection.Closing;

public class CloseHandshakeTests
{
    private static readonly TimeSpan CloseTimeout = TimeSpan.FromSeconds(5);

    private readonly ScriptedTransport _transport = new();
    private readonly CloseState _state = new();
    private readonly FakeTimeProvider _time = new();
    private readonly SendGate _gate;
    private readonly PeerActivity _activity;
    private readonly CloseHandshake _closing;

    public CloseHandshakeTests()
    {
        var wheel = new TimerWheel(_time);
        _activity = new PeerActivity(wheel);
        _gate = new SendGate(_transport, wheel, _state, maxBufferedBytes: 1024 * 1024);
        _closing = new CloseHandshake(_gate, _transport, _state, _activity, wheel, CloseTimeout, NullLogger.Instance);
    }

    [Fact]
    public void After_a_failure_nothing_that_the_peer_sends_counts()
    {
        _closing.OnHandlerException(new InvalidOperationException());
        Assert.True(_state.IsReceived);
        Assert.Equal([0x88, 2, 0x03, 0xF3], _transport.Sent);
    }

    [Fact]
    public void After_a_failure_silence_of_the_peer_ends_the_connection_early()
    {
        _closing.OnHandlerException(new InvalidOperationException());
        _time.Advance(CloseTimeout / 10);
        Assert.True(_transport.ReceivesNoMore);
    }

    [Fact]
    public void A_failure_after_the_end_leaves_the_end_as_it_is()
    {
        _transport.Stalls = true;
        _closing.OnPeerClose(ClosePayload.Empty);
        _ = _closing.CompleteTransportAsync();
        _closing.OnSlowConsumer();
        _time.Advance(CloseTimeout + (2 * TimerWheel.Tick));
        Assert.True(_transport.IsAborted);
        Assert.Equal(ClosePayload.Empty, _closing.End());
    }

    /// <summary>The app closes, a limit is reached, or a message finds no room: to a handler that waits, all of these are the same.</summary>
    [Theory]
    [InlineData("close")]
    [InlineData("slow consumer")]
    [InlineData("too many subscriptions")]
    public async Task A_handler_is_notified_when_the_close_timeout_is_over_and_not_before(string cause)
    {
        _activity.Pause();
        CancellationToken closed = _closing.Closed;
        Close(cause);
        _time.Advance(CloseTimeout - TimerWheel.Tick);
        Assert.False(closed.IsCancellationRequested);
        _time.Advance(3 * TimerWheel.Tick);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Task.Delay(Timeout.Infinite, closed).Guarded());
        Assert.True(_closing.Closed.IsCancellationRequested);
        Assert.True(_closing.IsConsequenceOfEnd(new OperationCanceledException()));
        Assert.False(_transport.IsAborted);
    }

    [Fact]
    public void A_token_that_is_asked_for_late_is_cancelled_too()
    {
        _activity.Pause();
        Close("close");
        _time.Advance(CloseTimeout + (2 * TimerWheel.Tick));
        Assert.True(_closing.Closed.IsCancellationRequested);
    }

    [Fact]
    public void The_token_is_cancelled_with_the_transport()
    {
        CancellationToken closed = _closing.Closed;
        _transport.Drop();
        Assert.True(closed.IsCancellationRequested);
        Assert.Equal(closed, _closing.Closed);
    }

    private void Close(string cause)
    {
        if (cause == "close") _closing.Start(WsCloseCode.GoingAway, "");
        else if (cause == "slow consumer") _closing.OnSlowConsumer();
        else _closing.OnTooManySubscriptions();
    }
}
