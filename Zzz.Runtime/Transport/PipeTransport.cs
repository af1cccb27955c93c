using System.Buffers;
using System.IO.Pipelines;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Microsoft.AspNetCore.Connections.Features;
using Zzz.Connection.Ports;

namespace Zzz.Transport;

/// <summary>Runs a connection on Kestrel's raw transport, which belongs to the WebSocket alone after the 101 response to an HTTP/1.1 upgrade.</summary>
internal sealed class PipeTransport(IConnectionTransportFeature connection, IConnectionLifetimeFeature lifetime) : ITransport
{
    /// <summary>
    /// The size of 15 of Kestrel's blocks. A socket sends up to 16 segments at once without allocating, and the first segment may start within a
    /// block.
    /// </summary>
    private const int MaxInBlocks = 15 * 4096;

    private readonly PipeReader _input = connection.Transport.Input;
    private readonly PipeWriter _output = connection.Transport.Output;
    private volatile bool _stopped;

    public CancellationToken Closed { get; } = lifetime.ConnectionClosed;

    public async Task ReceiveAsync(IReceiver receiver)
    {
        bool wantsMore = true;
        while (wantsMore && !_stopped)
        {
            ReadResult read;
            try
            {
                // Kestrel cancels a read when the host starts to stop. Keep reading, because the peer still has to answer the close.
                read = await _input.ReadAsync();
            }
            catch (Exception exception) when (TransportFailure.Is(exception))
            {
                return;
            }

            wantsMore = await FeedAsync(receiver, read.Buffer) && !read.IsCompleted;
            _input.AdvanceTo(read.Buffer.End);
            await receiver.EndBatchAsync();
        }
    }

    public void StopReceiving()
    {
        _stopped = true;
        _input.CancelPendingRead();
    }

    /// <remarks>
    /// The pipe copies the bytes under its own lock. Writing into the pipe's memory instead would save the copy, but Kestrel completes the pipe from
    /// another thread when the connection is lost, and the memory might then already belong to another connection. For output that is too long for
    /// Kestrel's blocks, one contiguous piece of memory is requested first, and the bytes are copied there. Only such output gets that memory,
    /// because it comes from the shared array pool, which keeps too little for many connections. A <see cref="SocketOutput"/> needs no copy.
    /// </remarks>
    public ValueTask<int> SendAsync(ReadOnlyMemory<byte> bytes)
    {
        if (_output is SocketOutput { HasSocket: true } socket) return socket.SendSomeAsync(bytes);
        bytes = Piece.Of(bytes);
        try
        {
            if (bytes.Length > MaxInBlocks) _output.GetMemory(bytes.Length);
            ValueTask<FlushResult> flush = _output.WriteAsync(bytes);
            return flush.IsCompletedSuccessfully ? ValueTask.FromResult(Taken(flush.Result, bytes.Length)) : Awaited(flush, bytes.Length);
        }
        catch (Exception exception) when (TransportFailure.Is(exception))
        {
            return ValueTask.FromResult(0);
        }

        [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
        async ValueTask<int> Awaited(ValueTask<FlushResult> flush, int length)
        {
            try
            {
                return Taken(await flush, length);
            }
            catch (Exception exception) when (TransportFailure.Is(exception))
            {
                return 0;
            }
        }
    }

    public void Complete() => _output.Complete();

    /// <remarks>
    /// Kestrel closes its socket as soon as the output is complete. With connection middleware, such as TLS, it does so only when the request is
    /// over.
    /// </remarks>
    public Task ClosedAsync() => _output is SocketOutput ? ClosedCallbacks.WhenCancelledAsync(Closed) : Task.CompletedTask;

    public void Abort() => lifetime.Abort();

    /// <summary>Returns how many of the written bytes may arrive. Over TLS, Kestrel accepts bytes even after the connection is lost.</summary>
    private int Taken(FlushResult flush, int length) => flush.IsCompleted || Closed.IsCancellationRequested ? 0 : length;

    private static ValueTask<bool> FeedAsync(IReceiver receiver, ReadOnlySequence<byte> bytes)
    {
        SequencePosition next = bytes.Start;
        while (bytes.TryGet(ref next, out ReadOnlyMemory<byte> segment))
        {
            ValueTask<bool> feeding = receiver.FeedAsync(MemoryMarshal.AsMemory(segment));
            bool isLast = next.GetObject() is null;
            if (isLast || !feeding.IsCompletedSuccessfully) return isLast ? feeding : FeedOnAsync(feeding, receiver, bytes, next);
            if (!feeding.Result) return ValueTask.FromResult(false);
        }

        return ValueTask.FromResult(true);

        // Loops, because the peer determines how many segments there are.
        [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
        static async ValueTask<bool> FeedOnAsync(ValueTask<bool> feeding, IReceiver receiver, ReadOnlySequence<byte> bytes, SequencePosition next)
        {
            bool wantsMore = await feeding;
            while (wantsMore && bytes.TryGet(ref next, out ReadOnlyMemory<byte> segment)) wantsMore = await receiver.FeedAsync(MemoryMarshal.AsMemory(segment));
            return wantsMore;
        }
    }
}
