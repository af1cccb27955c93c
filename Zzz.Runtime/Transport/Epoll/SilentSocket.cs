using Zzz.Connection.Timing;
using Zzz.Transport.Epoll.Calls;
using Zzz.Transport.Epoll.Loops;

namespace Zzz.Transport.Epoll;

/// <summary>Owns a socket whose peer has not sent anything yet, and closes it after a time.</summary>
internal sealed class SilentSocket : WheelEntry, ISocketOwner
{
    private readonly LoopSocket _socket;
    private readonly Peek _peek;
    private readonly TimerWheel _timers;

    public SilentSocket(LoopSocket socket, Peek peek, TimerWheel timers, TimeSpan timeout)
    {
        _socket = socket;
        _peek = peek;
        _timers = timers;
        if (timeout < TimeSpan.FromDays(1)) timers.Schedule(this, timeout);
    }

    public void OnReady(LoopSocket socket, ReadyEvents events)
    {
        _peek.Decide(socket, events);
        if (socket.Owner != this || socket.IsClosed) _timers.Cancel(this);
    }

    public void OnPosted(LoopSocket socket)
    {
    }

    public void OnClosed(LoopSocket socket)
    {
        _timers.Cancel(this);
        _peek.OnClosed(socket);
    }

    public override void OnDue() => _socket.Close();
}
