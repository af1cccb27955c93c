using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Xunit;
using Zzz.Connection.Closing;
using Zzz.Connection.Sending;
using Zzz.Connection.Timing;
using Zzz.Protocol;

namespace Zzz.Tests.Connection.Closing;

public class CloseHandshakeTests
{
    private static readonly TimeSpan CloseTimeout = TimeSpan.FromSeconds(5);

    private readonly ScriptedTransport _transport = new();
    private readonly CloseState _state = new();
    private readonly FakeTimeProvider _time = new();
    private readonly SendGate _gate;
    private readonly CloseHandshake _closing;

    public CloseHandshakeTests()
    {
        var wheel = new TimerWheel(_time);
        _gate = new SendGate(_transport, wheel, _state, maxBufferedBytes: 1024 * 1024);
        _closing = new CloseHandshake(_gate, _transport, _state, new PeerActivity(wheel), wheel, CloseTimeout, NullLogger.Instance);
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
}
