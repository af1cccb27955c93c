using System.Buffers;
using System.IO.Pipelines;
using System.Net;
using System.Net.Sockets;
using Xunit;
using Zzz.Tests.Peers;
using Zzz.Transport;

namespace Zzz.Tests.Transport;

/// <summary>Which output goes to the pipe and which to the socket, and what happens when the socket accepts no more or is gone.</summary>
public sealed class SocketOutputTests : IAsyncLifetime
{
    private readonly Pipe _pipe = new();
    private Socket _server = null!;
    private Socket _client = null!;
    private SocketOutput _output = null!;

    public async ValueTask InitializeAsync()
    {
        using var listener = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        listener.Listen();
        _client = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        await _client.ConnectAsync(listener.LocalEndPoint!).Guarded();
        _server = await listener.AcceptAsync().Guarded();
        _output = new SocketOutput(new Transport(_pipe), _server);
    }

    public ValueTask DisposeAsync()
    {
        _client.Dispose();
        _server.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task At_first_all_goes_to_the_pipe()
    {
        await _output.WriteAsync(new byte[] { 1 }, Cancellation);
        _output.GetSpan(1)[0] = 2;
        _output.Advance(1);
        Assert.Equal(1, _output.UnflushedBytes);
        await _output.FlushAsync(Cancellation);
        Assert.Equal([1, 2], await PipedAsync());
        Assert.Equal(0, _client.Available);
    }

    [Fact]
    public async Task What_went_to_the_pipe_is_never_overtaken()
    {
        await _output.WriteAsync(new byte[] { 1 }, Cancellation);
        Assert.False(_output.TryTakeSocket());
        await _output.WriteAsync(new byte[] { 2 }, Cancellation);
        Assert.Equal([1, 2], await PipedAsync());
    }

    [Fact]
    public async Task Once_the_socket_is_taken_all_goes_to_it_in_order()
    {
        Assert.True(_output.TryTakeSocket());
        _output.GetSpan(1)[0] = 1;
        _output.Advance(1);
        _output.GetMemory(1).Span[0] = 2;
        _output.Advance(1);
        Assert.Equal(2, _output.UnflushedBytes);
        Assert.Equal(0, _client.Available);
        await _output.WriteAsync(new byte[] { 3 }, Cancellation);
        await _output.WriteAsync(new byte[] { 4 }, Cancellation);
        Assert.Equal(0, _output.UnflushedBytes);
        Assert.Equal([1, 2, 3, 4], await ReceivedAsync(4));
    }

    [Fact]
    public async Task A_socket_that_is_given_back_leaves_all_to_the_pipe()
    {
        Assert.True(_output.TryTakeSocket());
        _output.GiveSocketBack();
        await _output.WriteAsync(new byte[] { 1 }, Cancellation);
        Assert.Equal([1], await PipedAsync());
        Assert.False(_output.TryTakeSocket());
    }

    [Fact]
    public async Task A_closed_socket_is_not_taken()
    {
        _server.Dispose();
        Assert.False(_output.TryTakeSocket());
        await _output.WriteAsync(new byte[] { 1 }, Cancellation);
        Assert.Equal([1], await PipedAsync());
    }

    [Fact]
    public async Task A_write_waits_while_the_peer_takes_nothing_and_loses_nothing()
    {
        Assert.True(_output.TryTakeSocket());
        byte[] bytes = Bytes();
        Task<FlushResult> writing = _output.WriteAsync(bytes, Cancellation).AsTask();
        Assert.False(writing.IsCompleted);
        Assert.Equal(bytes, await ReceivedAsync(bytes.Length));
        Assert.False((await writing.Guarded()).IsCompleted);
    }

    [Fact]
    public async Task The_pipe_completes_only_after_a_write_that_waits()
    {
        Assert.True(_output.TryTakeSocket());
        byte[] bytes = Bytes();
        Task<FlushResult> writing = _output.WriteAsync(bytes, Cancellation).AsTask();
        _output.Complete();
        Assert.False(_pipe.Reader.TryRead(out _));
        Assert.Equal(bytes, await ReceivedAsync(bytes.Length));
        await writing.Guarded();
        Assert.True((await _pipe.Reader.ReadAsync(Cancellation).AsTask().Guarded()).IsCompleted);
        Assert.True((await _output.WriteAsync(new byte[] { 1 }, Cancellation)).IsCompleted);
    }

    [Fact]
    public async Task What_a_socket_takes_is_told_before_it_has_taken_all()
    {
        Assert.True(_output.TryTakeSocket());
        byte[] bytes = Bytes();
        int sent = 0;
        for (ValueTask<int> sending = _output.SendSomeAsync(bytes); sending.IsCompleted; sending = _output.SendSomeAsync(bytes.AsMemory(sent)))
            sent += await sending;
        Assert.InRange(sent, 1, bytes.Length - 1);

        _output.Complete();
        Assert.False(_pipe.Reader.TryRead(out _));
        byte[] received = await ReceivedAsync(sent);
        Assert.Equal(bytes[..sent], received);
    }

    [Fact]
    public async Task The_pipe_completes_when_what_was_left_over_is_sent()
    {
        Assert.True(_output.TryTakeSocket());
        ReadOnlyMemory<byte> rest = Bytes();
        rest = rest[await _output.SendSomeAsync(rest)..];
        _output.Complete();
        Assert.False(_pipe.Reader.TryRead(out _));
        Task<byte[]> receiving = ReceivedAsync(32 * 1024 * 1024);
        while (!rest.IsEmpty) rest = rest[await _output.SendSomeAsync(rest).AsTask().Guarded()..];
        Assert.Equal(Bytes(), await receiving);
        Assert.True((await _pipe.Reader.ReadAsync(Cancellation).AsTask().Guarded()).IsCompleted);
        Assert.Equal(0, await _output.SendSomeAsync(new byte[] { 1 }));
    }

    [Fact]
    public async Task A_write_that_waits_ends_when_the_peer_is_gone()
    {
        Assert.True(_output.TryTakeSocket());
        Task<FlushResult> writing = _output.WriteAsync(Bytes(), Cancellation).AsTask();
        Reset();
        Assert.True((await writing.Guarded()).IsCompleted);
        Assert.True((await _pipe.Reader.ReadAsync(Cancellation).AsTask().Guarded()).IsCompleted);
    }

    [Fact]
    public async Task A_write_that_waits_ends_when_Kestrel_closes_the_socket()
    {
        Assert.True(_output.TryTakeSocket());
        Task<FlushResult> writing = _output.WriteAsync(Bytes(), Cancellation).AsTask();
        _server.Dispose();
        Assert.True((await writing.Guarded()).IsCompleted);
    }

    [Fact]
    public async Task A_write_to_a_peer_that_is_gone_has_Kestrel_close_the_connection()
    {
        Assert.True(_output.TryTakeSocket());
        Reset();
        Assert.True(_server.Poll(Guard.Limit, SelectMode.SelectRead));
        Assert.True((await _output.WriteAsync(new byte[] { 1 }, Cancellation)).IsCompleted);
        Assert.True((await _pipe.Reader.ReadAsync(Cancellation).AsTask().Guarded()).IsCompleted);
    }

    [Fact]
    public async Task A_write_to_a_closed_socket_tells_so()
    {
        Assert.True(_output.TryTakeSocket());
        _server.Dispose();
        Assert.True((await _output.WriteAsync(new byte[] { 1 }, Cancellation)).IsCompleted);
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <summary>Returns more bytes than any socket accepts at once.</summary>
    private static byte[] Bytes()
    {
        byte[] bytes = new byte[32 * 1024 * 1024];
        new Random(1).NextBytes(bytes);
        return bytes;
    }

    private void Reset()
    {
        _client.LingerState = new LingerOption(enable: true, seconds: 0);
        _client.Dispose();
    }

    private async Task<byte[]> PipedAsync()
    {
        ReadResult read = await _pipe.Reader.ReadAsync(Cancellation).AsTask().Guarded();
        byte[] bytes = read.Buffer.ToArray();
        _pipe.Reader.AdvanceTo(read.Buffer.Start);
        return bytes;
    }

    private async Task<byte[]> ReceivedAsync(int count)
    {
        byte[] bytes = new byte[count];
        for (int received = 0; received < count;)
        {
            int read = await _client.ReceiveAsync(bytes.AsMemory(received)).AsTask().Guarded();
            Assert.NotEqual(0, read);
            received += read;
        }

        return bytes;
    }

    private sealed class Transport(Pipe pipe) : IDuplexPipe
    {
        public PipeReader Input => PipeReader.Create(Stream.Null);

        public PipeWriter Output => pipe.Writer;
    }
}
