using Zzz.Transport.Epoll.Calls;

namespace Zzz.Transport.Epoll.Loops;

/// <summary>
/// A connected socket of a loop. Only the loop receives and closes; any thread may send, one at a time. The descriptor is closed once, on the loop
/// and under the lock, so that no other thread can use it after it has been given out again.
/// </summary>
/// <remarks>Each instance is its own lock, which saves memory, because each connection has one.</remarks>
internal sealed class LoopSocket(int descriptor, EpollLoop loop, ISocketOwner owner) : LoopEntry(descriptor)
{
    /// <summary>The result of <see cref="Receive"/> and <see cref="Peek"/> if no bytes have arrived yet.</summary>
    public const int NothingYet = -1;

    private const int WouldBlock = -1;

    /// <summary>The most bytes of one call: a call with more could last for as long as the peer goes on reading.</summary>
    private const int MaxSend = 256 * 1024;

    private const int MaxDiscards = 16;

    private volatile ISocketOwner _owner = owner;
    private RoomSignal? _room;
    private ReadOnlyMemory<byte> _waiting;
    private volatile bool _mayWait;
    private volatile bool _isClosed;
    private volatile bool _isToClose;
    private volatile bool _isToReset;
    private int _isPosted;
    private int _isClosing;

    public EpollLoop Loop => loop;

    /// <summary>The next socket in the inbox of the loop.</summary>
    public LoopSocket? NextPosted { get; set; }

    public ISocketOwner Owner
    {
        get => _owner;
        set => _owner = value;
    }

    public bool IsClosed => _isClosed;

    /// <summary>Receives bytes: how many, 0 if no more can arrive, or <see cref="NothingYet"/>. Only for the loop.</summary>
    public int Receive(Span<byte> buffer)
    {
        if (_isClosed) return 0;
        int received;
        do received = loop.Calls.Receive(Descriptor, buffer);
        while (received == -Errno.Interrupted);
        return Received(received);
    }

    /// <summary>Like <see cref="Receive"/>, but the bytes stay in the socket.</summary>
    public int Peek(Span<byte> buffer)
    {
        if (_isClosed) return 0;
        int received;
        do received = loop.Calls.Peek(Descriptor, buffer);
        while (received == -Errno.Interrupted);
        return Received(received);
    }

    /// <summary>
    /// Sends as many of the bytes as there is room for, at least one, and returns how many, or 0 if the connection is gone. The bytes must not change
    /// before the task completes. A task that had to wait completes on the loop, so its continuation must neither block nor call the app.
    /// </summary>
    public ValueTask<int> SendAsync(ReadOnlyMemory<byte> bytes)
    {
        lock (this)
        {
            if (_isClosed) return ValueTask.FromResult(0);
            _mayWait = true; // before the attempt, or the loop could miss the room that arises after it
            int sent = TrySend(bytes.Span);
            if (sent == WouldBlock)
            {
                _waiting = bytes;
                return (_room ??= new RoomSignal()).Begin();
            }

            _mayWait = false;
            return ValueTask.FromResult(sent);
        }
    }

    /// <summary>Has the loop call <see cref="ISocketOwner.OnPosted"/>.</summary>
    public void Post()
    {
        if (Interlocked.Exchange(ref _isPosted, 1) == 0) loop.Post(this);
    }

    /// <summary>Ends the connection after all sent bytes.</summary>
    public void Close()
    {
        _isToClose = true;
        Post();
    }

    /// <summary>Resets the connection.</summary>
    public void Abort()
    {
        _isToReset = true;
        Post();
    }

    public override void OnReady(ReadyEvents events)
    {
        if (_mayWait && (events & ~ReadyEvents.In) != 0) SendOn();
        _owner.OnReady(this, events);
    }

    /// <summary>Called by the loop for a socket in its inbox.</summary>
    public void OnPosted()
    {
        Interlocked.Exchange(ref _isPosted, 0); // before the flags are read: who sets one from now on posts again
        if (_isToReset || _isToClose) CloseNow(reset: _isToReset);
        _owner.OnPosted(this);
    }

    public override void Abandon() => CloseNow(reset: true);

    /// <summary>Closes the socket, if it is not yet closed. Only for the loop.</summary>
    public void CloseNow(bool reset)
    {
        if (Interlocked.Exchange(ref _isClosing, 1) == 1) return;
        if (reset) loop.Calls.ResetOnClose(Descriptor);
        else Finish();
        bool waited;
        loop.Remove(this);
        lock (this)
        {
            _isClosed = true;
            loop.Calls.Close(Descriptor);
            waited = !_waiting.IsEmpty;
            _waiting = default;
        }

        if (waited) _room!.Set(0);
        _owner.OnClosed(this);
    }

    /// <summary>Gives the open descriptor away to the caller. Only for the loop, before anything was sent.</summary>
    public int Release()
    {
        _isClosing = 1;
        loop.Remove(this);
        loop.Calls.Unwatch(loop.Epoll, Descriptor);
        lock (this) _isClosed = true;
        return Descriptor;
    }

    private static int Received(int result) => result switch
    {
        >= 0 => result,
        -Errno.Again => NothingYet,
        _ => 0,
    };

    private int TrySend(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length > MaxSend) bytes = bytes[..MaxSend];
        int sent;
        do sent = loop.Calls.Send(Descriptor, bytes);
        while (sent == -Errno.Interrupted);
        return sent >= 0 ? sent : sent == -Errno.Again ? WouldBlock : 0;
    }

    private void SendOn()
    {
        int sent;
        lock (this)
        {
            if (_waiting.IsEmpty) return;
            sent = TrySend(_waiting.Span);
            if (sent == WouldBlock) return;
            _waiting = default;
            _mayWait = false;
        }

        _room!.Set(sent);
    }

    /// <summary>Sends a FIN, and takes what the peer has sent meanwhile: closing with unread bytes would reset the connection.</summary>
    private void Finish()
    {
        loop.Calls.FinishSending(Descriptor);
        for (int i = 0; i < MaxDiscards && Receive(loop.Arena.Room().Span) > 0; i++)
        {
        }
    }
}
