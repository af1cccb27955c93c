using Xunit;
using Zzz.Protocol;
using Zzz.Protocol.Lifetime;

namespace Zzz.Tests.Protocol.Lifetime;

/// <summary>How a connection ends, in frames and ticks: the peer has 100 ticks to answer, and 5 quiet ticks are required after a failure.</summary>
public class EndingTests
{
    private Ending _ending = new(closeTicks: 100, quietTicks: 5);

    [Fact]
    public void The_server_closes_and_waits_for_the_answer()
    {
        Assert.Equal([0x88, 5, 0x03, 0xE8, (byte)'b', (byte)'y', (byte)'e'], Frame(Close(Normal("bye"), now: 10)));
        Assert.Equal((EndingStep.None, 110), JudgeRead(now: 50, heardAt: 50));
        Assert.Equal((EndingStep.None, 110), JudgeRead(now: 109, heardAt: 109));
        Assert.Equal((EndingStep.Abort, 110), JudgeRead(now: 110, heardAt: 109));
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
        Assert.Equal((EndingStep.None, 110), JudgeRead(now: 60, heardAt: 60));
    }

    [Fact]
    public void The_time_to_answer_begins_when_the_peer_is_read_again()
    {
        Close(Normal(""), now: 10);
        Assert.Equal((EndingStep.None, 170), JudgeRead(now: 140, heardAt: 70, readAt: 70));
        Assert.Equal((EndingStep.Abort, 170), JudgeRead(now: 170, heardAt: 70, readAt: 70));
    }

    [Fact]
    public void A_handler_is_notified_after_the_close_timeout_and_once()
    {
        Close(Normal(""), now: 10);
        Assert.Equal((EndingStep.None, 110), JudgeUnread(now: 10));
        Assert.Equal((EndingStep.None, 110), JudgeUnread(now: 109));
        Assert.Equal((EndingStep.NotifyHandler, 210), JudgeUnread(now: 110));
        Assert.Equal((EndingStep.None, 310), JudgeUnread(now: 210));
        Assert.Equal((EndingStep.None, 100_100), JudgeUnread(now: 100_000));
    }

    [Fact]
    public void A_peer_that_answers_once_the_handler_was_notified_has_its_time()
    {
        Close(Normal(""), now: 10);
        JudgeUnread(now: 110);
        Assert.Equal((EndingStep.None, 211), JudgeRead(now: 210, heardAt: 111, readAt: 111));
        Assert.NotEmpty(Frame(_ending.PeerCloses(Normal("bye"))));
        Assert.Equal(Normal("bye"), _ending.End());
    }

    [Fact]
    public void While_a_handler_runs_a_peer_that_takes_nothing_is_dropped_after_the_close_timeout()
    {
        Close(Normal(""), now: 10);
        Assert.Equal((EndingStep.None, 110), JudgeUnread(now: 70, pendingSince: 2));
        Assert.Equal((EndingStep.Abort, 110), JudgeUnread(now: 110, pendingSince: 2));
    }

    [Fact]
    public void While_a_handler_runs_a_peer_that_takes_something_has_its_time_for_the_rest()
    {
        Close(Normal(""), now: 10);
        Assert.Equal((EndingStep.NotifyHandler, 160), JudgeUnread(now: 110, pendingSince: 60));
        Assert.Equal((EndingStep.None, 160), JudgeUnread(now: 120, pendingSince: 60));
        Assert.Equal((EndingStep.Abort, 160), JudgeUnread(now: 160, pendingSince: 60));
    }

    [Fact]
    public void What_the_peer_takes_late_is_not_held_against_it_once_it_is_read()
    {
        Close(Normal(""), now: 10);
        Assert.Equal((EndingStep.None, 350), JudgeRead(now: 250, heardAt: 250, readAt: 250, pendingSince: 249));
    }

    [Fact]
    public void A_failure_gives_a_handler_the_close_timeout_once_more_and_then_drops_the_peer()
    {
        Fail(Fault("x"), now: 10);
        Assert.Equal((EndingStep.None, 110), JudgeUnread(now: 20));
        Assert.Equal((EndingStep.NotifyHandler, 210), JudgeUnread(now: 110));
        Assert.Equal((EndingStep.None, 210), JudgeUnread(now: 209));
        Assert.Equal((EndingStep.Abort, 210), JudgeUnread(now: 210));
    }

    [Fact]
    public void A_peer_that_is_read_late_after_a_failure_has_its_quiet()
    {
        Fail(Fault("x"), now: 10);
        JudgeUnread(now: 110);
        Assert.Equal((EndingStep.None, 155), JudgeRead(now: 150, heardAt: 150, readAt: 150));
        Assert.Equal((EndingStep.StopReceiving, 155), JudgeRead(now: 155, heardAt: 150, readAt: 150));
    }

    [Fact]
    public void After_a_failure_the_peer_has_until_it_is_quiet_or_the_close_timeout()
    {
        Assert.Equal([0x88, 3, 0x03, 0xEA, (byte)'x'], Frame(Fail(Fault("x"), now: 10)));
        Assert.Equal((EndingStep.None, 15), JudgeRead(now: 10, heardAt: 2));
        Assert.Equal((EndingStep.None, 45), JudgeRead(now: 44, heardAt: 40));
        Assert.Equal((EndingStep.None, 110), JudgeRead(now: 109, heardAt: 109));
        Assert.Equal((EndingStep.StopReceiving, 110), JudgeRead(now: 110, heardAt: 109));
        Assert.Equal(Fault("x"), _ending.End());
    }

    [Fact]
    public void A_failure_after_a_close_begins_its_own_time()
    {
        Close(Normal(""), now: 10);
        Assert.NotEmpty(Frame(Fail(Fault("x"), now: 90)));
        Assert.Equal((EndingStep.None, 190), JudgeRead(now: 189, heardAt: 189));
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
        Assert.Equal((EndingStep.None, 160), JudgeRead(now: 159, heardAt: 100, readAt: 100));
        Assert.Equal((EndingStep.Abort, 160), JudgeRead(now: 160, heardAt: 100, readAt: 100));
    }

    [Fact]
    public void An_open_connection_is_due_never()
    {
        Assert.Equal((EndingStep.None, long.MaxValue), JudgeRead(now: 1_000, heardAt: 0));
        Assert.Equal((EndingStep.None, long.MaxValue), JudgeUnread(now: 1_000));
    }

    private (EndingStep Step, long DueAt) JudgeRead(long now, long heardAt, long readAt = 0, long? pendingSince = null) =>
        Judge(new EndingSigns(now, IsRead: true, heardAt, readAt, pendingSince));

    /// <summary>Judges while a handler runs.</summary>
    private (EndingStep Step, long DueAt) JudgeUnread(long now, long? pendingSince = null) =>
        Judge(new EndingSigns(now, IsRead: false, HeardAt: now, ReadAt: now, pendingSince));

    private (EndingStep Step, long DueAt) Judge(in EndingSigns signs) => (_ending.Judge(signs, out long dueAt), dueAt);

    private ClosePayload? Close(ClosePayload payload, long now) => Waiting(_ending.Close(payload), now);

    private ClosePayload? Fail(ClosePayload payload, long now) => Waiting(_ending.Fail(payload), now);

    /// <summary>Acts as the caller does, who begins a wait whenever there is a frame.</summary>
    private ClosePayload? Waiting(ClosePayload? frame, long now)
    {
        if (frame is not null) _ending.WaitFrom(now);
        return frame;
    }

    private static ClosePayload Normal(string reason) => new(WsCloseCode.NormalClosure, reason);

    private static ClosePayload Fault(string reason) => new(WsCloseCode.ProtocolError, reason);

    /// <summary>Returns the frame as it is sent, or nothing if there is none.</summary>
    private static byte[] Frame(ClosePayload? payload)
    {
        if (payload is null) return [];
        PooledBuffer output = new(limit: 1024);
        new MessageWriter(new CloseState()).WriteClose(ref output, payload.Value);
        return output.Span.ToArray();
    }
}
