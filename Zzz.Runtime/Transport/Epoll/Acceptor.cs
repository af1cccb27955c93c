using Microsoft.Extensions.Logging;
using Zzz.Connection.Timing;
using Zzz.Telemetry;
using Zzz.Transport.Epoll.Calls;
using Zzz.Transport.Epoll.Loops;

namespace Zzz.Transport.Epoll;

/// <summary>Accepts the connections of a listening socket, and gives each to the loop with the fewest.</summary>
internal sealed class Acceptor : LoopEntry
{
    private const int MaxAtOnce = 32;

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    private readonly LoopGroup _loops;
    private readonly EpollLoop _loop;
    private readonly ISocketOwner _owner;
    private readonly TimerWheel _timers;
    private readonly UnheardSockets _unheard;
    private readonly ILogger _logger;
    private readonly Retry _retry;

    /// <summary>Keeps the descriptor open while it is used.</summary>
    private readonly Lock _lock = new();
    private bool _isClosed;
    private bool _hasFailed;
    private bool _isFull;

    public Acceptor(int descriptor, LoopGroup loops, ISocketOwner owner, UnheardSockets unheard, TimerWheel timers, ILogger logger)
        : base(descriptor)
    {
        _loops = loops;
        _loop = loops.First;
        _owner = owner;
        _timers = timers;
        _unheard = unheard;
        _logger = logger;
        _retry = new Retry(this);
    }

    public void Start()
    {
        lock (_lock)
        {
            if (_isClosed) return;
            int result = _loop.Add(this, ReadyEvents.In);
            if (result < 0) BackOff(-result);
        }
    }

    /// <summary>Stops accepting. The caller may close the descriptor afterwards.</summary>
    public void Stop()
    {
        lock (_lock)
        {
            if (_isClosed) return;
            _isClosed = true;
            _timers.Cancel(_retry);
            _loop.Drop(this);
        }
    }

    public override void OnReady(ReadyEvents events)
    {
        lock (_lock)
        {
            for (int i = 0; i < MaxAtOnce && !_isClosed; i++)
                if (!TryAccept()) return;
        }
    }

    public override void Abandon() => Stop();

    /// <summary>Accepts a connection, and returns whether to try another one.</summary>
    private bool TryAccept()
    {
        int result = _loop.Calls.Accept(Descriptor);
        if (result >= 0) return TryAdmit(result);
        if (result == -Errno.Again) return false;
        if (IsOfOneConnection(-result)) return true;
        _loop.Drop(this);
        BackOff(-result);
        return false;
    }

    private bool TryAdmit(int descriptor)
    {
        if (!_unheard.TryAdd())
        {
            if (!_isFull) Log.TooManySockets(_logger, _unheard.Limit ?? 0);
            _isFull = true;
            _loop.Calls.Close(descriptor);
            return true;
        }

        _isFull = false;
        EpollLoop loop = _loops.Idlest;
        int result = loop.Add(new LoopSocket(descriptor, loop, _owner));
        if (result >= 0)
        {
            _hasFailed = false;
            return true;
        }

        _unheard.Remove();
        _loop.Calls.Close(descriptor);
        _loop.Drop(this);
        BackOff(-result);
        return false;
    }

    /// <summary>Waits after an error that would come again at once, such as a lack of descriptors. The connections wait in the kernel's queue.</summary>
    private void BackOff(int error)
    {
        if (!_hasFailed) Log.AcceptFailure(_logger, LoopFailure.Describe(error));
        _hasFailed = true;
        _timers.Schedule(_retry, Pause);
    }

    /// <summary>Whether an error concerns only the connection that was to be accepted. Linux also reports what has happened in the network to it.</summary>
    private static bool IsOfOneConnection(int error) => error is Errno.Interrupted or Errno.ConnectionAborted or Errno.ConnectionReset
        or Errno.ProtocolError or Errno.NoProtocolOption or Errno.NotSupported
        or Errno.NetworkDown or Errno.NetworkUnreachable or Errno.HostDown or Errno.HostUnreachable or Errno.NoNetwork;

    private sealed class Retry(Acceptor acceptor) : WheelEntry
    {
        public override void OnDue() => acceptor.Start();
    }
}
