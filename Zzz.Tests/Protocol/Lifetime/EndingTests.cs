using Xunit;
using Zzz.Protocol;
using Zzz.Protocol.Lifetime;

namespace Zzz.Tests.Protocol.Lifetime;

/// <summary>How a connection ends, in frames and ticks: 100 for the peer to answer, 5 of quiet after a failure.</summary>
public class EndingTests
{
    private Ending _ending = new(closeTicks: 100, quietTicks: 5);

    [Fact]
    public void The_server_closes_and_waits_for_the_answer()
    {
        Assert.Equal([0x88, 5, 0x03, 0xE8, (byte)'b', (byte)'y', (byte)'e'], Frame(Close(Normal("bye"), now: 10)));
        Assert.Equal(110, _ending.DueAt(heardAt: 50, readAt: 0, hasTakenAll: true));
        Assert.Equal(EndingStep.Abort, _ending.Overdue(isRead: true));
        Assert.False(_ending.HasEnded);
    }

    [Fact]
    public void The_answer_gets_no_reason_and_is_the_outcome()
    {
        Close(Normal("bye"), now: 10);
        Assert.Equal([0x88, 2, 0x0F, 0xA0], Frame(_ending.PeerCloses(new ClosePayload((WsCloseCode)4000, "see you"))));
        Assert.True(_ending.HasEnded);
        Assert.Equal(new ClosePayload((WsCloseCode)4000, "see you"), _ending.End());
    }

    [Fact]
    public void A_peer_that_closes_without_a_code_gets_none_back()
    {
        Assert.Equal([0x88, 0], Frame(_ending.PeerCloses(ClosePayload.Empty)));
        Assert.Equal(WsCloseCode.NoStatusReceived, _ending.End().Code);
    }

    [Fact]
    public void A_second_close_sends_nothing_and_does_not_put_off_the_deadline()
    {
        Close(Normal(""), now: 10);
        Assert.Empty(Frame(Close(Normal("again"), now: 60)));
        Assert.Equal(110, _ending.DueAt(heardAt: 60, readAt: 0, hasTakenAll: true));
    }

    [Fact]
    public void The_time_to_answer_begins_when_the_peer_is_read_again()
    {
        Close(Normal(""), now: 10);
        Assert.Equal(170, _ending.DueAt(heardAt: 70, readAt: 70, hasTakenAll: true));
    }

    [Fact]
    public void While_a_handler_runs_a_peer_has_its_time_only_once_it_has_taken_all()
    {
        Close(Normal(""), now: 10);
        Assert.Equal(110, _ending.DueAt(heardAt: 70, readAt: 70, hasTakenAll: false));
        Assert.Equal(EndingStep.Abort, _ending.Overdue(isRead: false));
    }

    [Fact]
    public void A_failure_that_a_handler_keeps_from_ending_is_an_abort()
    {
        Fail(Fault("x"), now: 10);
        Assert.Equal(110, _ending.DueAt(heardAt: 200, readAt: 200, hasTakenAll: true));
        Assert.Equal(EndingStep.Abort, _ending.Overdue(isRead: false));
    }

    [Fact]
    public void After_a_failure_the_peer_has_until_it_is_quiet_or_the_close_timeout()
    {
        Assert.Equal([0x88, 3, 0x03, 0xEA, (byte)'x'], Frame(Fail(Fault("x"), now: 10)));
        Assert.Equal(15, _ending.DueAt(heardAt: 2, readAt: 0, hasTakenAll: true));
        Assert.Equal(45, _ending.DueAt(heardAt: 40, readAt: 0, hasTakenAll: true));
        Assert.Equal(110, _ending.DueAt(heardAt: 109, readAt: 0, hasTakenAll: true));
        Assert.Equal(EndingStep.StopReceiving, _ending.Overdue(isRead: true));
        Assert.Equal(Fault("x"), _ending.End());
    }

    [Fact]
    public void A_failure_after_a_close_begins_its_own_time()
    {
        Close(Normal(""), now: 10);
        Assert.NotEmpty(Frame(Fail(Fault("x"), now: 90)));
        Assert.Equal(190, _ending.DueAt(heardAt: 189, readAt: 0, hasTakenAll: true));
    }

    [Fact]
    public void Only_the_first_failure_counts()
    {
        Fail(Fault("first"), now: 10);
        Assert.Empty(Frame(Fail(Fault("second"), now: 20)));
        Assert.Empty(Frame(Close(Normal(""), now: 20)));
        Assert.Equal(Fault("first"), _ending.End());
    }

    [Fact]
    public void The_answer_to_a_failure_does_not_change_the_outcome()
    {
        Fail(Fault("x"), now: 10);
        _ending.PeerCloses(Normal(""));
        Assert.Equal(Fault("x"), _ending.End());
    }

    [Fact]
    public void An_end_without_a_close_frame_is_1006_and_nothing_follows_it()
    {
        Assert.Equal(new ClosePayload(WsCloseCode.AbnormalClosure, ""), _ending.End()); // RFC 6455 §7.1.5
        Assert.Empty(Frame(Close(Normal(""), now: 10)));
        Assert.Empty(Frame(Fail(Fault("x"), now: 10)));
        Assert.Equal(WsCloseCode.AbnormalClosure, _ending.End().Code);
    }

    [Fact]
    public void What_is_left_to_send_has_the_close_timeout_from_the_end_on()
    {
        Close(Normal(""), now: 10);
        _ending.PeerCloses(Normal(""));
        _ending.WaitFrom(60);
        Assert.Equal(160, _ending.DueAt(heardAt: 100, readAt: 100, hasTakenAll: true));
        Assert.Equal(EndingStep.Abort, _ending.Overdue(isRead: true));
    }

    [Fact]
    public void An_open_connection_is_due_never() => Assert.Equal(long.MaxValue, _ending.DueAt(heardAt: 0, readAt: 0, hasTakenAll: true));

    private ClosePayload? Close(ClosePayload payload, long now) => Waiting(_ending.Close(payload), now);

    private ClosePayload? Fail(ClosePayload payload, long now) => Waiting(_ending.Fail(payload), now);

    /// <summary>As the caller does: with a frame begins a wait.</summary>
    private ClosePayload? Waiting(ClosePayload? frame, long now)
    {
        if (frame is not null) _ending.WaitFrom(now);
        return frame;
    }

    private static ClosePayload Normal(string reason) => new(WsCloseCode.NormalClosure, reason);

    private static ClosePayload Fault(string reason) => new(WsCloseCode.ProtocolError, reason);

    /// <summary>The frame as it goes out; empty if there is none.</summary>
    private static byte[] Frame(ClosePayload? payload)
    {
        if (payload is null) return [];
        PooledBuffer output = new(limit: 1024);
        new MessageWriter(new CloseState()).WriteClose(ref output, payload.Value);
        return output.Span.ToArray();
    }
}
