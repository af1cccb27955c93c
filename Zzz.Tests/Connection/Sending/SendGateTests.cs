using Xunit;
using Zzz.Connection.Sending;
using Zzz.Connection.Timing;
using Zzz.Protocol;
using Zzz.Tests.Peers;

namespace Zzz.Tests.Connection.Sending;

public class SendGateTests
{
    private readonly ScriptedTransport _transport = new();
    private readonly CloseState _close = new();

    [Fact]
    public async Task A_wait_that_begins_while_another_thread_writes_ends_with_that_write()
    {
        SendGate gate = Gate();
        Task? drained = null;
        _transport.OnSend = () => drained ??= gate.EmptiedAsync().AsTask();

        SendNow(gate, "x");
        await drained!.Guarded();
    }

    [Fact]
    public async Task A_sender_that_waits_for_room_while_another_thread_writes_goes_on_after_that_write()
    {
        SendGate gate = Gate();
        Task? room = null;
        _transport.OnSend = () => room ??= gate.RoomAsync(TestContext.Current.CancellationToken).AsTask();

        SendNow(gate, "x");
        await room!.Guarded();
    }

    [Fact]
    public async Task Who_ends_a_wait_does_not_run_what_waited()
    {
        SendGate gate = Gate();
        _transport.Stalls = true;
        gate.TrySend(new string('x', 100_000));
        var release = new TaskCompletionSource();
        Task waiting = BlockAfterAsync(gate.RelievedAsync(), release.Task);

        await Task.Run(() => gate.SendClose(ClosePayload.Empty), TestContext.Current.CancellationToken).Guarded();
        release.SetResult();
        await waiting.Guarded();

        static async Task BlockAfterAsync(ValueTask relieved, Task release)
        {
            await relieved;
            Assert.True(release.Wait(Guard.Limit));
        }
    }

    [Fact]
    public async Task Nobody_waits_for_relief_once_a_close_frame_is_on_its_way()
    {
        SendGate gate = Gate();
        _transport.Stalls = true;
        gate.TrySend(new string('x', 100_000));
        Task before = gate.RelievedAsync().AsTask();
        Assert.False(before.IsCompleted);

        gate.SendClose(ClosePayload.Empty);
        await before.Guarded();
        Assert.False(gate.IsCongested);
        Assert.False(gate.EmptiedAsync().AsTask().IsCompleted);
    }

    [Fact]
    public void What_has_gathered_goes_out_before_a_message_finds_no_room()
    {
        SendGate gate = Gate(maxBufferedBytes: 100);
        gate.EnterBatch();
        for (int i = 0; i < 50; i++) Assert.Equal(WsSendResult.Sent, gate.TrySend(new string('x', 40)));
        gate.LeaveBatch();
        gate.Flush();
        Assert.Equal(50 * 42, _transport.Sent.Length);
    }

    [Fact]
    public void A_message_of_any_size_finds_room_when_nothing_waits()
    {
        SendGate gate = Gate(maxBufferedBytes: 100);
        Assert.Equal(WsSendResult.Sent, gate.TrySend(new string('x', 1000)));
    }

    [Fact]
    public void What_waits_never_exceeds_the_limit()
    {
        SendGate gate = Gate(maxBufferedBytes: 1000);
        _transport.Stalls = true;
        WsSendResult[] results = [.. Enumerable.Range(0, 20).Select(_ => gate.TrySend(new string('x', 98)))];

        Assert.Equal(10, results.Count(result => result == WsSendResult.Sent));
        Assert.All(results[10..], result => Assert.Equal(WsSendResult.Dropped, result));
        Assert.Equal(1000, gate.BufferedBytes);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task What_the_transport_leaves_over_it_is_given_again_before_anything_else(bool waits)
    {
        SendGate gate = Gate();
        (_transport.Room, _transport.Stalls) = (7, waits);
        gate.EnterBatch();
        gate.TrySend(new string('x', 100));
        gate.Flush();
        gate.TrySend("y");
        gate.LeaveBatch();
        _transport.Resume();
        await gate.EmptiedAsync().AsTask().Guarded();
        Assert.Equal([0x81, 100, .. Enumerable.Repeat((byte)'x', 100), 0x81, 1, (byte)'y'], _transport.Sent);
        Assert.Equal(0, gate.BufferedBytes);
    }

    [Fact]
    public async Task What_the_transport_left_over_is_dropped_when_the_gate_is_shut()
    {
        SendGate gate = Gate();
        (_transport.Room, _transport.Stalls) = (7, true);
        SendNow(gate, new string('x', 100));
        gate.Shut();
        _transport.Resume();
        await gate.EmptiedAsync().AsTask().Guarded();
        Assert.Equal(7, _transport.Sent.Length);
        Assert.Null(gate.PendingSince);
    }

    [Fact]
    public void A_batch_goes_out_in_one_piece()
    {
        SendGate gate = Gate();
        int writes = 0;
        _transport.OnSend = () => writes++;
        gate.EnterBatch();
        gate.TrySend("a");
        gate.TrySend("b");
        gate.SendPong([1]);
        Assert.Equal(0, writes);

        gate.LeaveBatch();
        gate.Flush();
        Assert.Equal(1, writes);
        Assert.Equal([0x81, 1, (byte)'a', 0x81, 1, (byte)'b', 0x8A, 1, 1], _transport.Sent);
    }

    [Fact]
    public async Task What_another_thread_sends_leaves_although_a_batch_is_open()
    {
        SendGate gate = Gate();
        var leaves = new TaskCompletionSource();
        _transport.OnSend = leaves.SetResult;
        gate.EnterBatch();
        await OnThreadOfItsOwn(() => gate.TrySend("a"));
        await leaves.Task.Guarded();
    }

    [Fact]
    public async Task Who_flushes_is_not_kept_by_those_who_send_meanwhile()
    {
        SendGate gate = Gate();
        var ends = new CancellationTokenSource();
        _transport.OnSend = () =>
        {
            if (!ends.IsCancellationRequested) gate.TrySend("x");
        };

        await OnThreadOfItsOwn(() => SendNow(gate, "x"));
        await ends.CancelAsync();
        await gate.EmptiedAsync().AsTask().Guarded();
        Assert.Equal(0, gate.BufferedBytes);
    }

    [Fact]
    public void Nothing_follows_a_close_frame()
    {
        SendGate gate = Gate();
        gate.EnterBatch();
        Assert.True(gate.SendClose(ClosePayload.Empty));
        Assert.False(gate.SendClose(ClosePayload.Empty));
        Assert.Equal(WsSendResult.Closed, gate.TrySend("late"));
        gate.SendPong([1]);
        gate.Flush();
        Assert.Equal([0x88, 0], _transport.Sent);
    }

    [Fact]
    public void A_close_frame_has_room_when_nothing_else_has()
    {
        SendGate gate = Gate(maxBufferedBytes: 10);
        _transport.Stalls = true;
        gate.TrySend("0123456789");
        Assert.Equal(WsSendResult.Dropped, gate.TrySend("x"));
        Assert.True(gate.SendClose(new ClosePayload(WsCloseCode.NormalClosure, "bye")));
    }

    [Fact]
    public async Task A_lost_transport_ends_every_wait()
    {
        SendGate gate = Gate(maxBufferedBytes: 10);
        _transport.Stalls = true;
        gate.TrySend("0123456789");
        Task room = gate.RoomAsync(TestContext.Current.CancellationToken).AsTask();
        Task drained = gate.EmptiedAsync().AsTask();

        _transport.Drop();
        await room.Guarded();
        await drained.Guarded();
        Assert.Equal(WsSendResult.Closed, gate.TrySend("late"));
        Assert.Equal(0, gate.BufferedBytes);
    }

    [Fact]
    public async Task A_shut_gate_lets_no_one_wait_for_room()
    {
        SendGate gate = Gate(maxBufferedBytes: 10);
        _transport.Stalls = true;
        gate.TrySend("0123456789");
        gate.Shut();
        await gate.RoomAsync(TestContext.Current.CancellationToken).AsTask().Guarded();
    }

    [Fact]
    public void No_ping_waits_behind_what_the_peer_does_not_take()
    {
        SendGate gate = Gate();
        _transport.Stalls = true;
        SendNow(gate, "0123456789");
        Assert.False(gate.TrySendPing([]));
        Assert.Equal(12, gate.BufferedBytes);
    }

    [Fact]
    public void No_ping_follows_a_long_message_that_the_transport_is_about_to_take()
    {
        SendGate gate = Gate();
        bool? pinged = null;
        _transport.OnSend = () => pinged ??= gate.TrySendPing([]);
        SendNow(gate, new string('x', 100_000));
        Assert.False(pinged);
    }

    [Fact]
    public void A_shut_gate_sends_no_close_frame()
    {
        SendGate gate = Gate();
        gate.Shut();
        Assert.False(gate.SendClose(ClosePayload.Empty));
        Assert.Empty(_transport.Sent);
    }

    private static void SendNow(SendGate gate, string text)
    {
        gate.EnterBatch();
        gate.TrySend(text);
        gate.LeaveBatch();
        gate.Flush();
    }

    private static Task OnThreadOfItsOwn(Action action) => Task.Factory
        .StartNew(action, TestContext.Current.CancellationToken, TaskCreationOptions.LongRunning, TaskScheduler.Default).Guarded();

    private SendGate Gate(int maxBufferedBytes = 1024 * 1024) => new(_transport, new TimerWheel(TimeProvider.System), _close, maxBufferedBytes);
}
