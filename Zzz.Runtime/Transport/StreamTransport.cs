using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Http.Timeouts;
using Zzz.Connection.Ports;

namespace Zzz.Transport;

/// <summary>
/// Runs a connection on the stream of an upgraded request: over HTTP/2, or over HTTP/1.1 on a server that does not expose its pipes. It lives no
/// longer than its request, and does not touch the request's objects afterwards, because the server reuses them.
/// </summary>
[SuppressMessage("Design", "CA1001:Types that own disposable fields should be disposable", Justification = "Its token sources have nothing to dispose of.")]
internal sealed class StreamTransport : ITransport
{
    private const int BufferSize = 32 * 1024;
    private const int Cancel = 0x8; // RFC 9113 §7

    private readonly Stream _stream;
    private readonly IHttpRequestLifetimeFeature _request;
    private readonly IHttpResponseBodyFeature _response;
    private readonly IHttpResetFeature? _http2;
    private readonly CancellationTokenRegistration _aborted;
    private readonly CancellationTokenSource _stopped = new();
    private readonly CancellationTokenSource _closed = new();
    private readonly Lock _lock = new();
    private bool _ended;

    public StreamTransport(Stream stream, HttpContext context)
    {
        _stream = stream;
        _request = context.Features.GetRequiredFeature<IHttpRequestLifetimeFeature>();
        _response = context.Features.GetRequiredFeature<IHttpResponseBodyFeature>();
        _http2 = context.Features.Get<IHttpResetFeature>();
        // A connection lives longer than a request may take, so the request timeout would abort it.
        context.Features.Get<IHttpRequestTimeoutFeature>()?.DisableTimeout();
        _aborted = _request.RequestAborted.UnsafeRegister(static transport => ((StreamTransport)transport!).OnAborted(), this);
    }

    public CancellationToken Closed => _closed.Token;

    public async Task ReceiveAsync(IReceiver receiver)
    {
        bool wantsMore = true;
        while (wantsMore && !_stopped.IsCancellationRequested)
        {
            // Waits for bytes without a buffer, so that an idle connection holds none.
            if (await ReadAsync(Memory<byte>.Empty) < 0) return;
            byte[] buffer = ArrayPool<byte>.Shared.Rent(BufferSize);
            try
            {
                int read = await ReadAsync(buffer);
                if (read <= 0) return;
                wantsMore = await receiver.FeedAsync(buffer.AsMemory(0, read));
            }
            finally
            {
                ArrayPool<byte>.Shared.Return(buffer);
            }

            await receiver.EndBatchAsync();
        }
    }

    public void StopReceiving() => _stopped.Cancel();

    public ValueTask<int> SendAsync(ReadOnlyMemory<byte> bytes)
    {
        bytes = Piece.Of(bytes);
        try
        {
            ValueTask write = _stream.WriteAsync(bytes);
            if (!write.IsCompletedSuccessfully) return Awaited(write, bytes.Length);
            write.GetAwaiter().GetResult();
            return ValueTask.FromResult(Taken(bytes.Length));
        }
        catch (Exception exception) when (TransportFailure.Is(exception))
        {
            return ValueTask.FromResult(0);
        }

        [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
        async ValueTask<int> Awaited(ValueTask write, int length)
        {
            try
            {
                await write;
                return Taken(length);
            }
            catch (Exception exception) when (TransportFailure.Is(exception))
            {
                return 0;
            }
        }
    }

    /// <remarks>With HTTP/1.1, there is nothing to do: the server closes the connection as soon as the request is over.</remarks>
    public void Complete()
    {
        if (_http2 is not null) _ = ObserveAsync(_response.CompleteAsync()); // RFC 8441 §5
    }

    /// <remarks>The server sends the remaining bytes when the request ends.</remarks>
    public Task ClosedAsync()
    {
        lock (_lock) _ended = true;
        _aborted.Unregister();
        OnAborted();
        return Task.CompletedTask;
    }

    public void Abort()
    {
        lock (_lock)
        {
            if (_ended) return;
            if (_http2 is not null) _http2.Reset(Cancel); // RFC 8441 §5
            else _request.Abort();
        }

        OnAborted();
        StopReceiving();
    }

    /// <summary>Returns how many of the written bytes may arrive. Kestrel accepts bytes even after it has given up the connection.</summary>
    private int Taken(int length) => _closed.IsCancellationRequested ? 0 : length;

    /// <remarks>Data that the peer sent earlier is still read.</remarks>
    private void OnAborted() => ClosedCallbacks.Run(_closed);

    /// <summary>Observes the completion of the response, whose failure only means that the stream is gone.</summary>
    private static Task<AggregateException?> ObserveAsync(Task task) => task.ContinueWith(
        static task => task.Exception, CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted, TaskScheduler.Default);

    /// <summary>Returns how many bytes were read, at most as many as the buffer holds, or -1 if no more can arrive.</summary>
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    private async ValueTask<int> ReadAsync(Memory<byte> buffer)
    {
        try
        {
            return await _stream.ReadAsync(buffer, _stopped.Token);
        }
        catch (Exception exception) when (TransportFailure.Is(exception))
        {
            return -1;
        }
    }
}
