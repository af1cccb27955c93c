using System.IO.Pipelines;
using System.Net;
using Microsoft.AspNetCore.Connections;

namespace Zzz.Testing.Transport;

/// <summary>
/// Both ends of one connection: this context is Kestrel's end, and <see cref="Client"/> is the client's. The pipes hold as much as Kestrel's own
/// buffers: 1 MiB to the server, and 64 KiB to the client.
/// </summary>
internal sealed class MemoryConnection : DefaultConnectionContext
{
    private static long _lastId;

    private readonly CancellationTokenSource _closed = new();
    private readonly TaskCompletionSource _done = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Pipe _toServer = new(Holding(1024 * 1024));
    private readonly Pipe _toClient = new(Holding(64 * 1024));
    private readonly MemoryOutput _output;
    private volatile bool _isLost;
    private volatile bool _isCompleted;
    private int _isClosed;

    public MemoryConnection()
        : base($"memory-{Interlocked.Increment(ref _lastId)}")
    {
        _output = new MemoryOutput(this, _toClient.Writer);
        Client = new ClientStream(this, _toClient.Reader, _toServer.Writer);
        Transport = new DuplexPipe(_toServer.Reader, _output);
        ConnectionClosed = _closed.Token;
        LocalEndPoint = new IPEndPoint(IPAddress.Loopback, 80);
        RemoteEndPoint = new IPEndPoint(IPAddress.Loopback, 1024 + (int)(_lastId % 60_000));
    }

    public ClientStream Client { get; }

    /// <summary>Completes when Kestrel has finished with the connection and the app has finished with the request.</summary>
    public Task Done => _done.Task;

    /// <summary>Whether one side has reset the connection, so that data on its way is lost.</summary>
    public bool IsLost => _isLost;

    /// <summary>Resets the connection from the client's side, like a TCP reset.</summary>
    public void Reset() => Lose(new ConnectionResetException("The client reset the connection."));

    /// <summary>Stops sending from the client's side, as after a TCP FIN. Kestrel's sockets report such a connection as closed at once.</summary>
    public void Finish()
    {
        _toServer.Writer.Complete();
        Close();
    }

    /// <summary>Called when the server sends no more. Data that it sent earlier can still be read.</summary>
    public void OnServerCompleted()
    {
        _isCompleted = true;
        Close();
    }

    /// <remarks>Kestrel also aborts a connection that has already ended. In that case, the client can still read everything that was sent earlier.</remarks>
    public override void Abort(ConnectionAbortedException abortReason)
    {
        if (_isCompleted) Close();
        else Lose(abortReason);
    }

    public override async ValueTask DisposeAsync()
    {
        await Transport.Input.CompleteAsync();
        await Transport.Output.CompleteAsync();
        await base.DisposeAsync();
        _done.TrySetResult();
    }

    private static PipeOptions Holding(int bytes) =>
        new(pauseWriterThreshold: bytes, resumeWriterThreshold: bytes / 2, useSynchronizationContext: false);

    private void Lose(Exception reason)
    {
        _isLost = true;
        _toServer.Writer.CancelPendingFlush();
        _toServer.Writer.Complete(reason);
        _toClient.Writer.CancelPendingFlush();
        _toClient.Reader.CancelPendingRead();
        Close();
    }

    /// <summary>Notifies the server on another thread, as a socket would.</summary>
    private void Close()
    {
        if (Interlocked.Exchange(ref _isClosed, 1) == 0)
            ThreadPool.UnsafeQueueUserWorkItem(static closed => closed.Cancel(), _closed, preferLocal: false);
    }

    private sealed record DuplexPipe(PipeReader Input, PipeWriter Output) : IDuplexPipe;
}
