using System.Buffers;
using System.IO.Pipelines;
using System.Net.Sockets;
using System.Runtime.CompilerServices;

namespace Zzz.Transport;

/// <summary>
/// The output of a connection on Kestrel's socket transport. Output goes through Kestrel's pipe until an upgrade takes over the socket. From then on,
/// the writing thread itself sends on the socket, without a copy or another thread.
/// </summary>
internal sealed class SocketOutput(IDuplexPipe transport, Socket socket) : PipeWriter, IDuplexPipe
{
    private const int Waiting = 1;
    private const int Completed = 2;

    /// <summary>
    /// The most bytes for a send that has to wait. In .NET, such a send completes only when all its bytes have been sent, so it gets only a few; as
    /// many of the others as fit follow at once.
    /// </summary>
    private const int MaxToWaitWith = 4096;

    private readonly PipeWriter _pipe = transport.Output;
    private bool _usesPipe;
    private volatile bool _hasSocket;

    /// <summary>The bytes that Kestrel has written for the next flush: the response to the upgrade request.</summary>
    private ArrayBufferWriter<byte>? _written;

    /// <summary>Whether bytes are <see cref="Waiting"/> for room in the socket, and whether this writer is <see cref="Completed"/>.</summary>
    private int _state;

    public PipeReader Input { get; } = transport.Input;

    public PipeWriter Output => this;

    /// <summary>Whether output goes directly to the socket.</summary>
    public bool HasSocket => _hasSocket;

    public override bool CanGetUnflushedBytes => true;

    public override long UnflushedBytes => _hasSocket ? _written?.WrittenCount ?? 0 : _pipe.UnflushedBytes;

    /// <summary>
    /// Makes output go to the socket from now on. Fails if an earlier response went through the pipe, because nothing shows when its last bytes have
    /// left. After this call, memory passed to <see cref="WriteAsync"/> must not change until the task completes.
    /// </summary>
    public bool TryTakeSocket()
    {
        if (_usesPipe) return false;
        try
        {
            socket.Blocking = false;
        }
        catch (Exception exception) when (exception is SocketException or ObjectDisposedException)
        {
            return false;
        }

        return _hasSocket = true;
    }

    /// <summary>Returns to the pipe, which supports cancellation. Only valid if there was no upgrade and nothing has been written since.</summary>
    public void GiveSocketBack() => _hasSocket = false;

    public override Memory<byte> GetMemory(int sizeHint = 0) => _hasSocket ? Written.GetMemory(sizeHint) : Pipe.GetMemory(sizeHint);

    public override Span<byte> GetSpan(int sizeHint = 0) => _hasSocket ? Written.GetSpan(sizeHint) : Pipe.GetSpan(sizeHint);

    public override void Advance(int bytes)
    {
        if (_hasSocket) Written.Advance(bytes);
        else _pipe.Advance(bytes);
    }

    public override ValueTask<FlushResult> FlushAsync(CancellationToken cancellationToken = default)
    {
        if (!_hasSocket) return _pipe.FlushAsync(cancellationToken);
        ReadOnlyMemory<byte> bytes = _written?.WrittenMemory ?? default;
        _written = null;
        return SendAsync(bytes);
    }

    public override ValueTask<FlushResult> WriteAsync(ReadOnlyMemory<byte> source, CancellationToken cancellationToken = default)
    {
        if (!_hasSocket) return Pipe.WriteAsync(source, cancellationToken);
        return _written is null ? SendAsync(source) : base.WriteAsync(source, cancellationToken);
    }

    /// <summary>
    /// Sends as many bytes as the socket has room for, at least one, and returns how many, or 0 if the connection is gone. The caller must pass
    /// the remaining bytes again; <see cref="Complete"/> waits for them.
    /// </summary>
    public ValueTask<int> SendSomeAsync(ReadOnlyMemory<byte> bytes)
    {
        if (_state == Completed) return ValueTask.FromResult(0);
        int sent = 0;
        try
        {
            sent = socket.Send(bytes.Span, SocketFlags.None, out SocketError error);
            if (sent == 0 && error == SocketError.WouldBlock) return SendWhenRoomAsync(bytes);
            if (sent == 0) _pipe.Complete(); // makes Kestrel close the connection
        }
        catch (ObjectDisposedException)
        {
            // Kestrel has closed the connection.
        }

        return ValueTask.FromResult(Sent(sent, bytes.Length));
    }

    /// <remarks>Does nothing for upgraded connections, whose sends are never cancelled.</remarks>
    public override void CancelPendingFlush() => _pipe.CancelPendingFlush();

    public override void Complete(Exception? exception = null)
    {
        if ((Interlocked.Or(ref _state, Completed) & Waiting) == 0) _pipe.Complete(exception);
    }

    private PipeWriter Pipe
    {
        get
        {
            _usesPipe = true;
            return _pipe;
        }
    }

    private ArrayBufferWriter<byte> Written => _written ??= new ArrayBufferWriter<byte>();

    /// <summary>Sends all bytes before it completes, as Kestrel expects.</summary>
    private async ValueTask<FlushResult> SendAsync(ReadOnlyMemory<byte> bytes)
    {
        bool isGone = _state == Completed;
        while (!isGone && !bytes.IsEmpty)
        {
            int sent = await SendSomeAsync(bytes);
            isGone = sent == 0;
            bytes = bytes[sent..];
        }

        return new FlushResult(isCanceled: false, isCompleted: isGone);
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    private async ValueTask<int> SendWhenRoomAsync(ReadOnlyMemory<byte> bytes)
    {
        Interlocked.Or(ref _state, Waiting);
        int sent = 0;
        try
        {
            sent = await socket.SendAsync(bytes[..Math.Min(bytes.Length, MaxToWaitWith)], SocketFlags.None);
        }
        catch (SocketException)
        {
            _pipe.Complete(); // makes Kestrel close the connection
        }
        catch (ObjectDisposedException)
        {
            // Kestrel has closed the connection.
        }

        return Sent(sent, bytes.Length);
    }

    /// <summary>Records whether bytes are still waiting. None are after a send that failed or sent everything.</summary>
    private int Sent(int sent, int length)
    {
        if (sent > 0 && sent < length) Interlocked.Or(ref _state, Waiting);
        else if (_state != 0 && (Interlocked.And(ref _state, ~Waiting) & Completed) != 0) _pipe.Complete();
        return sent;
    }
}
