using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using Xunit;
using Zzz.Connection;
using Zzz.Connection.Timing;
using Zzz.PubSub;
using Zzz.Telemetry;
using Zzz.Tests.Peers;
using Zzz.Tests.PubSub;
using Zzz.Tests.Telemetry;

namespace Zzz.Tests.Connection;

/// <summary>A whole connection on a scripted transport and clock, for tests that would need exact timing on a real one.</summary>
public class ServerConnectionTests
{
    private static readonly TimeSpan CloseTimeout = TimeSpan.FromSeconds(5);

    private readonly ScriptedTransport _transport = new();
    private readonly FakeTimeProvider _time = new();
    private readonly TaskCompletionSource<WsCloseCode> _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);

    [Fact]
    public async Task A_close_of_the_server_that_is_not_answered_ends_although_no_message_ever_came()
    {
        ServerConnection ws = Run(new ScriptedSession { Ended = End });
        ws.Close();
        _time.Advance(CloseTimeout + (2 * TimerWheel.Tick));
        Assert.Equal(WsCloseCode.AbnormalClosure, await _ended.Task.Guarded());
    }

    [Fact]
    public async Task Messages_after_a_close_of_the_server_do_not_put_off_its_deadline()
    {
        int received = 0;
        ServerConnection ws = Run(new ScriptedSession { Ended = End, Received = (_, _) => Count(ref received) });
        ws.Close();
        for (int second = 0; second < 6 && !_transport.IsAborted; second++)
        {
            _transport.Receive(ClientFrame.Text("still here"));
            _time.Advance(TimeSpan.FromSeconds(1));
        }

        Assert.True(_transport.IsAborted);
        Assert.Equal(WsCloseCode.AbnormalClosure, await _ended.Task.Guarded());
        Assert.Equal(0, received);
    }

    [Fact]
    public async Task Pings_after_a_close_of_the_server_are_not_told_to_the_controller()
    {
        int pinged = 0;
        ServerConnection ws = Run(new ScriptedSession { Ended = End, Pinged = () => pinged++ });
        ws.Close();
        _transport.Receive([.. ClientFrame.Ping(), .. ClientFrame.Close(1000)]);
        Assert.Equal(WsCloseCode.NormalClosure, await _ended.Task.Guarded());
        Assert.Equal(0, pinged);
    }

    [Fact]
    public async Task A_pong_counts_although_it_is_here_before_the_transport_has_ended_the_write_of_the_ping()
    {
        var ponged = new TaskCompletionSource();
        Run(new ScriptedSession { Ended = End, Ponged = ponged.SetResult });
        _transport.OnSend = () =>
        {
            _transport.OnSend = null;
            _transport.Receive(ClientFrame.Pong(BitConverter.GetBytes(_time.GetTimestamp())));
            Assert.True(ponged.Task.Wait(Guard.Limit));
        };

        _time.Advance(TimeSpan.FromSeconds(31));
        await ponged.Task.Guarded();
        _time.Advance(TimeSpan.FromSeconds(21));
        Assert.False(_transport.IsAborted);
    }

    [Fact]
    public async Task A_second_close_of_the_server_does_not_put_off_its_deadline()
    {
        ServerConnection ws = Run(new ScriptedSession { Ended = End });
        ws.Close();
        _time.Advance(CloseTimeout / 2);
        ws.Close();
        _time.Advance((CloseTimeout / 2) + (2 * TimerWheel.Tick));
        Assert.Equal(WsCloseCode.AbnormalClosure, await _ended.Task.Guarded());
    }

    [Fact]
    public async Task A_handler_that_takes_longer_than_the_close_timeout_leaves_the_peer_its_time_to_answer()
    {
        var begun = new TaskCompletionSource();
        var handling = new TaskCompletionSource();
        ServerConnection ws = Run(new ScriptedSession
        {
            Ended = End,
            Received = (_, _) =>
            {
                begun.SetResult();
                return new ValueTask(handling.Task);
            },
        });
        _transport.Receive(ClientFrame.Text("work"));
        await begun.Task.Guarded();
        ws.Close();
        _time.Advance(10 * CloseTimeout);
        Assert.False(_transport.IsAborted);

        _transport.Receive(ClientFrame.Close(1000));
        handling.SetResult();
        Assert.Equal(WsCloseCode.NormalClosure, await _ended.Task.Guarded());
    }

    [Fact]
    public async Task A_peer_that_never_reads_is_ended_after_it_was_failed()
    {
        _transport.Stalls = true;
        Run(new ScriptedSession { Ended = End, Received = SendUntilClosed });
        _transport.Receive(ClientFrame.Text("go"));

        await EndByTimeAsync(WsCloseCode.PolicyViolation);
    }

    [Fact]
    public async Task A_peer_that_closes_but_never_reads_is_ended()
    {
        _transport.Stalls = true;
        ServerConnection ws = Run(new ScriptedSession { Ended = End });
        ws.Send(new string('x', 500_000));
        _transport.Receive(ClientFrame.Close(1000));

        await EndByTimeAsync(WsCloseCode.NormalClosure);
    }

    /// <summary>No time passes, so only the answer can end the connection.</summary>
    [Fact]
    public async Task After_a_failure_the_answer_of_the_peer_ends_the_connection()
    {
        Run(new ScriptedSession { Ended = End, Received = (_, _) => throw new InvalidOperationException() });
        _transport.Receive(ClientFrame.Text("x"));
        _transport.Receive([.. ClientFrame.Text("y"), .. ClientFrame.Close(1011)]);
        Assert.Equal(WsCloseCode.InternalServerError, await _ended.Task.Guarded());
    }

    [Fact]
    public async Task Nothing_can_be_sent_in_OnClose_after_the_peer_just_left()
    {
        WsSendResult? result = null;
        Run(new ScriptedSession { Ended = (ws, code) => (result, _) = (ws.Send("anyone?"), _ended.TrySetResult(code)) });
        _transport.Finish();
        Assert.Equal(WsCloseCode.AbnormalClosure, await _ended.Task.Guarded());
        Assert.Equal(WsSendResult.Closed, result);
    }

    [Fact]
    public async Task A_handler_that_gives_up_because_the_transport_is_gone_does_not_make_it_1011()
    {
        Run(new ScriptedSession { Ended = End, Received = async (ws, _) => await Task.Delay(Timeout.Infinite, ws.Closed) });
        _transport.Receive(ClientFrame.Text("wait"));
        _transport.Drop();
        Assert.Equal(WsCloseCode.AbnormalClosure, await _ended.Task.Guarded());
    }

    [Fact]
    public async Task Messages_that_were_read_before_an_abort_are_not_handled_after_it()
    {
        int received = 0;
        Run(new ScriptedSession
        {
            Ended = End,
            Received = (ws, _) =>
            {
                ws.Abort();
                return Count(ref received);
            },
        });
        _transport.Receive([.. ClientFrame.Text("1"), .. ClientFrame.Text("2"), .. ClientFrame.Text("3")]);
        Assert.Equal(WsCloseCode.AbnormalClosure, await _ended.Task.Guarded());
        Assert.Equal(1, received);
    }

    [Fact]
    public async Task Pings_between_fragments_leave_the_message_whole_while_the_peer_reads_slowly()
    {
        var message = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
        byte[] pings = [.. Enumerable.Repeat(ClientFrame.Ping(new byte[125]), 1000).SelectMany(ping => ping)];
        Run(new ScriptedSession
        {
            Received = (_, received) =>
            {
                message.TrySetResult(received.GetText());
                return default;
            },
        });
        _transport.Stalls = true;
        _transport.Receive([.. ClientFrame.Of(0x01, "first "u8.ToArray()), .. pings, .. ClientFrame.Of(0x80, "second"u8.ToArray())]);

        Assert.False(message.Task.IsCompleted);
        _transport.Resume();
        Assert.Equal("first second", await message.Task.Guarded());
    }

    [Fact]
    public async Task What_was_sent_before_an_error_does_not_wait_for_OnError()
    {
        var leaves = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _transport.OnSend = () => leaves.TrySetResult();
        Run(new ScriptedSession
        {
            Received = (ws, message) =>
            {
                ws.Send(message);
                throw new InvalidOperationException();
            },
            Failed = async _ =>
            {
                await leaves.Task;
                return true;
            },
        });
        _transport.Receive(ClientFrame.Text("x"));
        await leaves.Task.Guarded();
    }

    [Fact]
    public async Task A_log_that_fails_keeps_no_message_from_leaving()
    {
        var left = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _transport.OnSend = () => left.TrySetResult();
        ServerConnection ws = Run(new ScriptedSession(), new TrafficLog(new FailingLogger(), 100));
        Assert.Equal(WsSendResult.Sent, ws.Send("x"));
        await left.Task.Guarded();
    }

    [Fact]
    public async Task Any_number_of_messages_may_lie_in_one_read()
    {
        const int Messages = 200_000;
        int received = 0;
        Run(new ScriptedSession
        {
            Ended = End,
            Received = async (_, _) =>
            {
                await Task.Yield();
                received++;
            },
        });
        _transport.Receive([.. Enumerable.Repeat(ClientFrame.Text(""), Messages).SelectMany(frame => frame), .. ClientFrame.Close()]);

        Assert.Equal(WsCloseCode.NoStatusReceived, await _ended.Task.Guarded());
        Assert.Equal(Messages, received);
    }

    private static ValueTask SendUntilClosed(WsConnection ws, WsMessage message)
    {
        while (ws.Send(new string('x', 10_000)) == WsSendResult.Sent)
        {
        }

        return default;
    }

    private static ValueTask Count(ref int count)
    {
        count++;
        return default;
    }

    [Fact]
    public async Task A_transport_that_throws_as_it_ends_loses_no_OnClose()
    {
        _transport.OnEnd = Throw;
        Run(new ScriptedSession { Ended = End });
        _transport.Receive(ClientFrame.Close(1000));
        Assert.Equal(WsCloseCode.NormalClosure, await _ended.Task.Guarded());
    }

    [Fact]
    public void A_subscriber_whose_transport_throws_keeps_nothing_from_the_others()
    {
        const int Messages = 20; // of which some are written by the publisher
        Topics topics = TestTopics.New();
        var session = new ScriptedSession { Opened = ws => ws.Subscribe("news") };
        var failing = new ScriptedTransport { OnSend = Throw, OnEnd = Throw };
        Run(session, topics: topics, transport: failing);
        Run(session, topics: topics);
        for (byte i = 0; i < Messages; i++) topics.PublishBinary("news", [i]);
        Assert.True(SpinWait.SpinUntil(() => _transport.Sent.Length == 3 * Messages && failing.IsAborted, Guard.Limit));
    }

    private static void Throw() => throw new InvalidOperationException("on purpose");

    private ServerConnection Run(ScriptedSession session, TrafficLog? log = null, Topics? topics = null, ScriptedTransport? transport = null)
    {
        ConnectionRoute route = TestRoute.New(_time, topics, new WsOptions { CloseTimeout = CloseTimeout });
        var connection = new ServerConnection(session, transport ?? _transport, new ScriptedRequest(), route, TestTelemetry.New(_time, log));
        _ = connection.RunAsync();
        return connection;
    }

    private void End(WsConnection ws, WsCloseCode code) => _ended.TrySetResult(code);

    /// <summary>Lets the close timeout pass twice: once for the receiving side, and once for the sending side.</summary>
    private async Task EndByTimeAsync(WsCloseCode expected)
    {
        for (int waited = 0; waited < 3_000 && !_ended.Task.IsCompleted; waited++)
        {
            _time.Advance(TimerWheel.Tick);
            await Task.Delay(1, TestContext.Current.CancellationToken);
        }

        Assert.Equal(expected, await _ended.Task.Guarded());
    }

    private sealed class FailingLogger : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            throw new NotSupportedException();
    }
}
