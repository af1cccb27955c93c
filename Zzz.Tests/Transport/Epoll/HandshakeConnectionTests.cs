using System.IO.Pipelines;
using System.Text;
using Microsoft.Extensions.Logging.Abstractions;
using Xunit;
using Zzz.Tests.Peers;
using Zzz.Transport.Epoll;
using Zzz.Transport.Epoll.Calls;
using Zzz.Transport.Epoll.Loops;

namespace Zzz.Tests.Transport.Epoll;

/// <summary>The connection that Kestrel sees, before an upgrade and without one.</summary>
public class HandshakeConnectionTests
{
    private readonly LoopBench _bench = new(NullLogger.Instance);

    [Fact]
    public async Task Nothing_is_read_behind_the_request_until_the_reader_asks()
    {
        (HandshakeConnection connection, LoopSocket socket) = _bench.Connect("one");
        FakeSocket kernel = _bench.Kernel.Sockets[socket.Descriptor];
        kernel.Arrive("two"u8.ToArray());
        _bench.Raise(socket.Descriptor, ReadyEvents.In);
        Assert.Equal("one", await ReadAsync(connection));
        Task<string> next = ReadAsync(connection);
        Assert.False(next.IsCompleted);
        _bench.Loop.Tick();
        Assert.Equal("two", await next.Guarded());
        Task<string> last = ReadAsync(connection);
        _bench.Loop.Tick();
        kernel.Arrive("three"u8.ToArray());
        _bench.Raise(socket.Descriptor, ReadyEvents.In);
        Assert.Equal("three", await last.Guarded());
    }

    [Fact]
    public async Task A_connection_that_was_asked_for_more_keeps_its_pipes()
    {
        (HandshakeConnection connection, _) = _bench.Connect("one");
        await ReadAsync(connection);
        _ = ReadAsync(connection);
        Assert.Null(connection.TryTakeSocket());
    }

    [Fact]
    public async Task A_connection_whose_response_waited_for_room_keeps_its_pipes()
    {
        (HandshakeConnection connection, LoopSocket socket) = _bench.Connect();
        FakeSocket kernel = _bench.Kernel.Sockets[socket.Descriptor];
        kernel.Room.Enqueue(1);
        kernel.Room.Enqueue(-Errno.Again);
        await connection.Output.WriteAsync("HTTP/1.1 101"u8.ToArray(), TestContext.Current.CancellationToken);
        Assert.Null(connection.TryTakeSocket());
        _bench.Raise(socket.Descriptor, ReadyEvents.Out);
        Assert.Equal("HTTP/1.1 101", Encoding.ASCII.GetString([.. kernel.Sent]));
    }

    [Fact]
    public async Task A_response_has_left_when_its_flush_returns()
    {
        (HandshakeConnection connection, LoopSocket socket) = _bench.Connect();
        await connection.Output.WriteAsync("HTTP/1.1 101"u8.ToArray(), TestContext.Current.CancellationToken);
        Assert.Equal("HTTP/1.1 101", Encoding.ASCII.GetString([.. _bench.Kernel.Sockets[socket.Descriptor].Sent]));
        Assert.NotNull(connection.TryTakeSocket());
    }

    [Theory]
    [InlineData((int)ReadyEvents.HangUp)]
    [InlineData((int)ReadyEvents.Error)]
    [InlineData((int)(ReadyEvents.In | ReadyEvents.PeerFinished))]
    public async Task A_peer_that_leaves_before_the_101_is_reported_to_Kestrel(int events)
    {
        (HandshakeConnection connection, LoopSocket socket) = _bench.Connect();
        _bench.Raise(socket.Descriptor, (ReadyEvents)events);
        var closed = new TaskCompletionSource();
        connection.ConnectionClosed.Register(closed.SetResult);
        await closed.Task.Guarded();
    }

    [Fact]
    public async Task A_peer_that_finishes_sending_after_the_101_is_left_to_the_upgraded_connection()
    {
        (HandshakeConnection connection, LoopSocket socket) = _bench.Connect();
        await connection.Output.WriteAsync("HTTP/1.1 101"u8.ToArray(), TestContext.Current.CancellationToken);
        FakeSocket kernel = _bench.Kernel.Sockets[socket.Descriptor];
        kernel.Arrive("frame"u8.ToArray(), Array.Empty<byte>());
        _bench.Raise(socket.Descriptor, ReadyEvents.In | ReadyEvents.PeerFinished);
        Task receiving = connection.TryTakeSocket()!.ReceiveAsync(_bench.Receiver);
        _bench.Loop.Tick();
        _bench.Loop.Tick();
        await receiving.Guarded();
        Assert.Equal("frame"u8.ToArray(), _bench.Receiver.Received);
        Assert.True(kernel.IsOpen);
        Assert.False(connection.ConnectionClosed.IsCancellationRequested);
    }

    [Fact]
    public async Task The_end_of_the_input_is_read_once_the_reader_asks()
    {
        (HandshakeConnection connection, LoopSocket socket) = _bench.Connect("one");
        _bench.Kernel.Sockets[socket.Descriptor].Arrive(Array.Empty<byte>());
        await ReadAsync(connection);
        Task<string> end = ReadAsync(connection);
        _bench.Loop.Tick();
        Assert.Equal("", await end.Guarded());
    }

    [Fact]
    public async Task The_last_bytes_of_a_response_are_sent_before_the_connection_ends()
    {
        (HandshakeConnection connection, LoopSocket socket) = _bench.Connect();
        FakeSocket kernel = _bench.Kernel.Sockets[socket.Descriptor];
        kernel.Room.Enqueue(-Errno.Again);
        Task<FlushResult> writing = connection.Output.WriteAsync("the end"u8.ToArray(), TestContext.Current.CancellationToken).AsTask();
        await connection.Output.CompleteAsync();
        _bench.Loop.Tick();
        Assert.True(kernel.IsOpen);
        _bench.Raise(socket.Descriptor, ReadyEvents.Out);
        _bench.Loop.Tick();
        await writing.Guarded();
        Assert.Equal("the end", Encoding.ASCII.GetString([.. kernel.Sent]));
        Assert.Equal("FIN", kernel.End);
        Assert.False(kernel.IsOpen);
    }

    [Fact]
    public async Task An_abort_resets_the_connection_once()
    {
        (HandshakeConnection connection, LoopSocket socket) = _bench.Connect("one");
        await ReadAsync(connection);
        Task<string> reading = ReadAsync(connection);
        connection.Abort();
        _bench.Loop.Tick();
        await connection.DisposeAsync();
        _bench.Loop.Tick();
        Assert.Equal("RST", _bench.Kernel.Sockets[socket.Descriptor].End);
        Assert.Equal("", await reading.Guarded());
    }

    private static async Task<string> ReadAsync(HandshakeConnection connection)
    {
        ReadResult read = await connection.Input.ReadAsync(TestContext.Current.CancellationToken);
        string text = Encoding.ASCII.GetString(read.Buffer);
        connection.Input.AdvanceTo(read.Buffer.End);
        return text;
    }
}
