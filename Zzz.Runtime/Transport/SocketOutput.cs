using System.Buffers;
using System.IO.Pipelines;
using System.Net.Sockets;
using System.Runtime.CompilerServices;

namespace Zzz.Transport;

/// <summary>
/// What a connection of Kestrel's socket transport sends: through Kestrel's pipe, until an upgrade takes the socket over. From then on who
/// writes sends on the socket itself, without a copy and without another thread.
/// </summary>
internal sealed class SocketOutput(IDuplexPipe transport, Socket socket) : PipeWriter, IDuplexPipe
{
    private const int Waiting = 1;
    private const int Completed = 2;

    private readonly PipeWriter _pipe = transport.Output;
    private bool _usesPipe;
    private volatile bool _hasSocket;

    /// <summary>What Kestrel writes for the next flush: the answer to the upgrade.</summary>
    private ArrayBufferWriter<byte>? _written;

    /// <summary>Whether a send is <see cref="Waiting"/> for room, and whether this writer is <see cref="Completed"/>.</summary>
    private int _state;

    public PipeReader Input { get; } = transport.Input;

    public PipeWriter Output => this;

    /// <summary>What is written goes to the socket.</summary>
    public bool HasSocket => _hasSocket;

    public override bool CanGetUnflushedBytes => true;

    public override long UnflushedBytes => _hasSocket ? _written?.WrittenCount ?? 0 : _pipe.UnflushedBytes;

    /// <summary>
    /// Sends on the socket from now on. Not after an earlier response of the connection went through the pipe: nobody can tell when its last
    /// bytes have left. From now on what <see cref="WriteAsync"/> gets must stay as it is until the task completes.
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

    /// <summary>Nothing was upgraded, and nothing written since: all goes through the pipe again, which knows how to cancel.</summary>
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

    /// <remarks>Nobody cancels a send of a connection that was upgraded.</remarks>
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

    private ValueTask<FlushResult> SendAsync(ReadOnlyMemory<byte> bytes)
    {
        if ((_state & Completed) != 0) return ValueTask.FromResult(Flushed(false));
        try
        {
            int sent = socket.Send(bytes.Span, SocketFlags.None, out SocketError error);
            if (sent == bytes.Length) return ValueTask.FromResult(Flushed(true));
            if (error is SocketError.Success or SocketError.WouldBlock) return SendRestAsync(bytes[sent..]);
            _pipe.Complete(); // has Kestrel close the connection
        }
        catch (ObjectDisposedException)
        {
            // Kestrel has closed the connection.
        }

        return ValueTask.FromResult(Flushed(false));
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    private async ValueTask<FlushResult> SendRestAsync(ReadOnlyMemory<byte> rest)
    {
        Interlocked.Or(ref _state, Waiting);
        bool isSent = false;
        try
        {
            while (!rest.IsEmpty) rest = rest[await socket.SendAsync(rest, SocketFlags.None)..];
            isSent = true;
        }
        catch (SocketException)
        {
            _pipe.Complete(); // has Kestrel close the connection
        }
        catch (ObjectDisposedException)
        {
            // Kestrel has closed the connection.
        }

        if ((Interlocked.And(ref _state, ~Waiting) & Completed) != 0) _pipe.Complete();
        return Flushed(isSent);
    }

    private static FlushResult Flushed(bool isSent) => new(isCanceled: false, isCompleted: !isSent);
}
