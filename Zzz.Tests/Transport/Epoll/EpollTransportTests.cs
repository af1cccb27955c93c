using Microsoft.Extensions.Logging.Abstractions;
using Xunit;
using Zzz.Tests.Peers;
using Zzz.Transport.Epoll;
using Zzz.Transport.Epoll.Calls;
using Zzz.Transport.Epoll.Loops;

namespace Zzz.Tests.Transport.Epoll;

/// <summary>An upgraded connection on a loop, whatever the kernel answers.</summary>
public class EpollTransportTests
{
    private static readonly byte[] Message = [.. Enumerable.Range(0, 40).Select(i => (byte)i)];

    private readonly LoopBench _bench = new(NullLogger.Instance);

    [Fact]
    public void Bytes_arrive_wherever_they_are_cut()
    {
        for (int cut = 1; cut < Message.Length; cut++)
        {
            (_, FakeSocket socket, int descriptor, _) = _bench.Upgrade();
            foreach (byte[] part in (byte[][])[Message[..cut], Message[cut..]])
            {
                socket.Arrive(part);
                _bench.Raise(descriptor, ReadyEvents.In | ReadyEvents.Out);
            }

            Assert.Equal(Message, _bench.Receiver.Received);
            _bench.Receiver.Received.Clear();
        }
    }

    [Fact]
    public async Task Bytes_leave_if_there_is_room_for_one_at_a_time()
    {
        (EpollTransport transport, FakeSocket socket, int descriptor, _) = _bench.Upgrade();
        foreach (byte _ in Message)
        {
            socket.Room.Enqueue(1);
            socket.Room.Enqueue(-Errno.Again);
            socket.Room.Enqueue(-Errno.Again);
        }

        Task sending = SendAllAsync(transport);
        for (int i = 0; i < 3 * Message.Length; i++) _bench.Raise(descriptor, ReadyEvents.Out);
        await sending.Guarded();
        Assert.Equal(Message, socket.Sent);
    }

    [Fact]
    public async Task An_interrupted_call_is_repeated()
    {
        (EpollTransport transport, FakeSocket socket, int descriptor, Task receiving) = _bench.Upgrade();
        socket.Arrive(-Errno.Interrupted, -Errno.Interrupted, Message);
        _bench.Raise(descriptor, ReadyEvents.In);
        Assert.Equal(Message, _bench.Receiver.Received);
        socket.Room.Enqueue(-Errno.Interrupted);
        Assert.Equal(Message.Length, await transport.SendAsync(Message));
        Assert.False(receiving.IsCompleted);
    }

    [Theory]
    [InlineData((int)ReadyEvents.In)]
    [InlineData((int)ReadyEvents.Error)]
    [InlineData((int)(ReadyEvents.Error | ReadyEvents.HangUp))]
    [InlineData((int)(ReadyEvents.In | ReadyEvents.PeerFinished | ReadyEvents.Error | ReadyEvents.HangUp))]
    public async Task A_reset_ends_the_connection(int events)
    {
        (EpollTransport transport, FakeSocket socket, int descriptor, Task receiving) = _bench.Upgrade();
        socket.Arrive(-Errno.ConnectionReset);
        _bench.Raise(descriptor, (ReadyEvents)events);
        await receiving.Guarded();
        await transport.ClosedAsync().Guarded();
        Assert.True(socket.IsOpen); // until its owner has called OnClose
    }

    [Theory]
    [InlineData(Errno.BrokenPipe)]
    [InlineData(Errno.ConnectionReset)]
    public async Task A_send_on_a_lost_connection_takes_nothing(int error)
    {
        (EpollTransport transport, FakeSocket socket, int descriptor, _) = _bench.Upgrade();
        socket.Room.Enqueue(-error);
        Assert.Equal(0, await transport.SendAsync(Message));
        socket.Room.Enqueue(-Errno.Again);
        socket.Room.Enqueue(-error);
        ValueTask<int> waiting = transport.SendAsync(Message);
        _bench.Raise(descriptor, ReadyEvents.Out | ReadyEvents.Error | ReadyEvents.HangUp);
        Assert.Equal(0, await waiting);
    }

    [Fact]
    public async Task Bytes_before_the_end_are_handled()
    {
        (EpollTransport transport, FakeSocket socket, int descriptor, Task receiving) = _bench.Upgrade();
        bool wasClosed = false;
        _bench.Receiver.OnFed = () => wasClosed = transport.Closed.IsCancellationRequested;
        socket.Arrive(Message, Array.Empty<byte>());
        _bench.Raise(descriptor, ReadyEvents.In | ReadyEvents.PeerFinished);
        _bench.Loop.Tick();
        await receiving.Guarded();
        Assert.Equal(Message, _bench.Receiver.Received);
        Assert.False(wasClosed);
        Assert.Equal(Message.Length, await transport.SendAsync(Message)); // the peer may still read
    }

    [Fact]
    public async Task While_a_handler_is_awaited_nothing_is_read_and_the_end_is_noticed()
    {
        (EpollTransport transport, FakeSocket socket, int descriptor, Task receiving) = _bench.Upgrade();
        var handler = new TaskCompletionSource();
        _bench.Receiver.Hold = handler.Task;
        socket.Arrive(Message[..10]);
        _bench.Raise(descriptor, ReadyEvents.In);
        socket.Arrive(Message[10..], Array.Empty<byte>());
        _bench.Raise(descriptor, ReadyEvents.In | ReadyEvents.PeerFinished);
        Assert.Empty(_bench.Receiver.Received);
        await transport.ClosedAsync().Guarded();

        handler.SetResult();
        for (int i = 0; i < 4; i++) _bench.Loop.Tick();
        await receiving.Guarded();
        Assert.Equal(Message, _bench.Receiver.Received);
    }

    [Fact]
    public void The_bytes_of_an_awaited_handler_stay_while_others_are_read()
    {
        (_, FakeSocket first, int descriptor, _) = _bench.Upgrade();
        var handler = new TaskCompletionSource();
        _bench.Receiver.Hold = handler.Task;
        first.Arrive(Message);
        _bench.Raise(descriptor, ReadyEvents.In);
        (_, FakeSocket second, int other, _) = _bench.Upgrade();
        second.Arrive(new byte[Arena.ReadSize]);
        _bench.Raise(other, ReadyEvents.In);
        _bench.Receiver.Received.Clear();
        handler.SetResult();
        Assert.Equal(Message, _bench.Receiver.Received);
    }

    [Fact]
    public void A_batch_that_waits_for_a_slow_peer_holds_back_the_next_read()
    {
        (_, FakeSocket socket, int descriptor, _) = _bench.Upgrade();
        var relief = new TaskCompletionSource();
        _bench.Receiver.HoldBatch = relief.Task;
        socket.Arrive(Message[..10]);
        _bench.Raise(descriptor, ReadyEvents.In);
        socket.Arrive(Message[10..]);
        _bench.Raise(descriptor, ReadyEvents.In);
        Assert.Equal(10, _bench.Receiver.Received.Count);
        relief.SetResult();
        _bench.Loop.Tick();
        Assert.Equal(Message, _bench.Receiver.Received);
    }

    [Fact]
    public async Task A_receiver_that_fails_ends_the_connection_with_its_exception()
    {
        (_, FakeSocket socket, int descriptor, Task receiving) = _bench.Upgrade();
        _bench.Receiver.OnFed = () => throw new InvalidOperationException("thrown on purpose");
        socket.Arrive(Message);
        _bench.Raise(descriptor, ReadyEvents.In);
        await Assert.ThrowsAsync<InvalidOperationException>(() => receiving.Guarded());
    }

    [Fact]
    public async Task After_the_last_message_nothing_more_is_read()
    {
        (_, FakeSocket socket, int descriptor, Task receiving) = _bench.Upgrade();
        _bench.Receiver.Enough = 10;
        socket.Arrive(Message[..10], Message[10..]);
        _bench.Raise(descriptor, ReadyEvents.In);
        await receiving.Guarded();
        _bench.Raise(descriptor, ReadyEvents.In);
        Assert.Equal(10, _bench.Receiver.Received.Count);
    }

    [Fact]
    public async Task A_connection_that_is_stopped_ends_without_its_peer()
    {
        (EpollTransport transport, _, _, Task receiving) = _bench.Upgrade();
        transport.StopReceiving();
        _bench.Loop.Tick();
        await receiving.Guarded();
    }

    [Fact]
    public async Task A_connection_that_was_reset_before_it_began_ends_at_once()
    {
        (HandshakeConnection connection, LoopSocket socket) = _bench.Connect();
        EpollTransport transport = connection.TryTakeSocket()!;
        transport.Abort();
        _bench.Loop.Tick();
        Assert.Equal("RST", _bench.Kernel.Sockets[socket.Descriptor].End);
        Task receiving = transport.ReceiveAsync(_bench.Receiver);
        _bench.Loop.Tick();
        await receiving.Guarded();
        await transport.ClosedAsync().Guarded();
        Assert.Equal(0, await transport.SendAsync(Message));
    }

    [Fact]
    public async Task Closing_sends_a_FIN_takes_what_has_arrived_and_ends_a_waiting_send()
    {
        (EpollTransport transport, FakeSocket socket, _, Task receiving) = _bench.Upgrade();
        socket.Room.Enqueue(-Errno.Again);
        ValueTask<int> sending = transport.SendAsync(Message);
        socket.Arrive(Message);
        transport.Complete();
        _bench.Loop.Tick();
        Assert.Equal(0, await sending);
        Assert.Equal("FIN", socket.End);
        Assert.Equal(-Errno.Again, socket.Receive(new byte[1]));
        Assert.False(socket.IsOpen);
        Assert.Equal(0, _bench.Loop.Count);
        await receiving.Guarded();
        transport.Abort(); // the kernel would notice a second close
        _bench.Loop.Tick();
    }

    [Fact]
    public void A_stale_event_does_not_reach_the_next_socket_with_the_same_descriptor()
    {
        (EpollTransport first, FakeSocket one, int descriptor, _) = _bench.Upgrade();
        (_, FakeSocket other, int later, _) = _bench.Upgrade();
        EpollTransport? next = null;
        Task? receiving = null;
        _bench.Receiver.OnFed = () =>
        {
            // The handler of one connection runs between the kernel's report about another and the loop's look at it.
            LoopSocket socket = first.Socket;
            socket.CloseNow(reset: true);
            (HandshakeConnection connection, LoopSocket same) = _bench.Connect();
            Assert.Equal(descriptor, same.Descriptor);
            next = connection.TryTakeSocket()!;
            receiving = next.ReceiveAsync(_bench.Receiver);
        };
        other.Arrive(Message);
        _bench.Kernel.Raise(later, ReadyEvents.In);
        _bench.Kernel.Raise(descriptor, ReadyEvents.In | ReadyEvents.PeerFinished | ReadyEvents.HangUp);
        _bench.Loop.Tick();
        Assert.False(one.IsOpen);
        Assert.False(next!.Closed.IsCancellationRequested);
        Assert.False(receiving!.IsCompleted);
    }

    [Fact]
    public void A_tick_with_room_for_one_event_serves_all_sockets_in_turn()
    {
        var bench = new LoopBench(NullLogger.Instance, maxEventsPerTick: 1);
        (EpollTransport, FakeSocket Socket, int Descriptor, Task)[] all = [bench.Upgrade(), bench.Upgrade(), bench.Upgrade()];
        foreach ((_, FakeSocket socket, int descriptor, _) in all)
        {
            socket.Arrive(new byte[] { (byte)descriptor });
            bench.Kernel.Raise(descriptor, ReadyEvents.In);
        }

        for (int i = 1; i <= all.Length; i++)
        {
            bench.Loop.Tick();
            Assert.Equal(all[..i].Select(one => (byte)one.Descriptor), bench.Receiver.Received);
        }
    }

    [Fact]
    public void A_fast_peer_waits_for_the_others_after_each_read()
    {
        (_, FakeSocket fast, int first, _) = _bench.Upgrade();
        (_, FakeSocket slow, int second, _) = _bench.Upgrade();
        fast.Arrive(new byte[Arena.ReadSize], new byte[Arena.ReadSize]);
        slow.Arrive(new byte[] { 1 });
        _bench.Kernel.Raise(first, ReadyEvents.In);
        _bench.Raise(second, ReadyEvents.In);
        Assert.Equal((2 * Arena.ReadSize) + 1, _bench.Receiver.Received.Count);
        Assert.Equal(1, _bench.Receiver.Received[Arena.ReadSize]);
    }

    private static async Task SendAllAsync(EpollTransport transport)
    {
        for (ReadOnlyMemory<byte> rest = Message; !rest.IsEmpty;) rest = rest[await transport.SendAsync(rest)..];
    }
}
