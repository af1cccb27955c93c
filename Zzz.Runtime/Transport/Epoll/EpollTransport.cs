using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using Zzz.Connection.Ports;
using Zzz.Transport.Epoll.Calls;
using Zzz.Transport.Epoll.Loops;

namespace Zzz.Transport.Epoll;

/// <summary>
/// Runs a connection on a socket of a loop. The loop reads, and calls handlers itself until one has to be awaited; meanwhile it reads other sockets,
/// and goes on with this one when the handler's task has completed.
/// </summary>
[SuppressMessage("Design", "CA1001:Types that own disposable fields should be disposable", Justification = "The token may be held for longer than the connection lives.")]
internal sealed class EpollTransport(LoopSocket socket, HandshakeConnection connection) : ITransport, ISocketOwner
{
    private readonly CancellationTokenSource _closed = new();
    private bool _isGone;

    // Used by the loop alone, or by the one continuation while the loop is paused.
    private volatile IReceiver? _receiver; // set last, by the thread that starts the connection
    private ExecutionContext? _context;
    private TaskCompletionSource? _ended;
    private ArenaChunk? _lease;
    private ValueTaskAwaiter<bool> _feeding;
    private ValueTaskAwaiter _batch;
    private Action? _onFed;
    private Action? _onBatchEnded;
    private Exception? _failure;
    private bool _wantsMore = true;
    private bool _isPaused;
    private bool _mayHaveBytes = true;
    private bool _hasPeerFinished;

    private volatile bool _isResumed;
    private volatile bool _isStopped;

    public LoopSocket Socket => socket;

    public CancellationToken Closed => _closed.Token;

    public Task ReceiveAsync(IReceiver receiver)
    {
        _context = LoopContext.Capture();
        _ended = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _receiver = receiver;
        socket.Post();
        return _ended.Task;
    }

    public void StopReceiving()
    {
        _isStopped = true;
        socket.Post();
    }

    public ValueTask<int> SendAsync(ReadOnlyMemory<byte> bytes) => socket.SendAsync(bytes);

    public void Complete() => socket.Close();

    public Task ClosedAsync() => ClosedCallbacks.WhenCancelledAsync(Closed);

    public void Abort() => socket.Abort();

    public void OnReady(LoopSocket socket, ReadyEvents events)
    {
        if ((events & ~ReadyEvents.Out) == 0) return;
        _mayHaveBytes = true;
        _hasPeerFinished |= (events & ReadyEvents.End) != 0;
        if (!_isPaused && _receiver is not null) Receive();
        else if (_hasPeerFinished) OnGone();
    }

    public void OnPosted(LoopSocket socket)
    {
        if (_isPaused && _isResumed) Resume();
        if (_isPaused || _receiver is null) return;
        if (!_wantsMore || _isStopped || socket.IsClosed) End();
        else if (_mayHaveBytes) Receive();
    }

    public void OnClosed(LoopSocket socket)
    {
        connection.OnClosed(socket);
        OnGone();
        if (!_isPaused) End();
    }

    /// <summary>Reads once. If more bytes may be waiting, the loop comes back after its other sockets.</summary>
    private void Receive()
    {
        if (_isStopped) return;
        Memory<byte> room = socket.Loop.Arena.Room();
        int received = socket.Receive(room.Span);
        _hasPeerFinished |= connection.HasPeerFinished; // in case it noticed that just before this transport took the socket over
        _mayHaveBytes = received == room.Length || (received > 0 && _hasPeerFinished);
        if (received > 0)
        {
            Feed(room[..received]);
            if (_mayHaveBytes || !_wantsMore) socket.Post();
        }
        else if (received == 0)
        {
            OnGone();
            End();
        }
    }

    private void Feed(Memory<byte> bytes)
    {
        LoopContext.Enter(_context);
        try
        {
            ValueTask<bool> feeding = _receiver!.FeedAsync(bytes);
            if (!feeding.IsCompletedSuccessfully)
            {
                Await(feeding, bytes.Length);
                return;
            }

            _wantsMore = feeding.Result;
            ValueTask batch = _receiver.EndBatchAsync();
            if (!batch.IsCompletedSuccessfully) Await(batch);
        }
        catch (Exception exception)
        {
            Fail(exception);
        }
        finally
        {
            LoopContext.Leave();
        }
    }

    private void Await(ValueTask<bool> feeding, int length)
    {
        _isPaused = true;
        _lease = socket.Loop.Arena.Lease(length);
        _feeding = feeding.GetAwaiter();
        _feeding.UnsafeOnCompleted(_onFed ??= OnFed);
    }

    private void Await(ValueTask batch)
    {
        _isPaused = true;
        _batch = batch.GetAwaiter();
        _batch.UnsafeOnCompleted(_onBatchEnded ??= OnBatchEnded);
    }

    private void OnFed()
    {
        try
        {
            _wantsMore = _feeding.GetResult();
            ValueTask batch = _receiver!.EndBatchAsync();
            if (batch.IsCompletedSuccessfully) GoOn();
            else Await(batch);
        }
        catch (Exception exception)
        {
            Fail(exception);
            GoOn();
        }
    }

    private void OnBatchEnded()
    {
        try
        {
            _batch.GetResult();
        }
        catch (Exception exception)
        {
            Fail(exception);
        }

        GoOn();
    }

    /// <summary>Has the loop read this connection again.</summary>
    private void GoOn()
    {
        _isResumed = true;
        socket.Post();
    }

    private void Resume()
    {
        _lease?.Release();
        _lease = null;
        _isResumed = false;
        _isPaused = false;
    }

    /// <summary>Cancels <see cref="Closed"/>, without waiting for callbacks.</summary>
    private void OnGone()
    {
        if (_isGone) return;
        _isGone = true;
        ClosedCallbacks.Run(_closed);
    }

    private void Fail(Exception exception)
    {
        _failure = exception;
        _wantsMore = false;
    }

    private void End()
    {
        if (_receiver is null) return;
        _receiver = null;
        if (_failure is null) _ended!.TrySetResult();
        else _ended!.TrySetException(_failure);
    }
}
