using Zzz.Connection;
using Zzz.Connection.Timing;

namespace Zzz.Channels.Receiving;

/// <summary>Closes a connection whose client has sent no message for too long. The clock pauses while the server reads nothing.</summary>
internal sealed class HeartbeatWatch(TimerWheel wheel, TimeSpan timeout, ServerConnection connection) : WheelEntry
{
    private readonly long _timeout = TimerWheel.TicksOf(timeout);
    private long _heardAt;

    public void Start()
    {
        if (timeout == Timeout.InfiniteTimeSpan) return;
        wheel.Schedule(this, timeout);
        OnMessage();
    }

    public void Stop() => wheel.Cancel(this);

    public void OnMessage() => _heardAt = wheel.Now;

    public override void OnDue()
    {
        if (connection.IsPaused) OnMessage();
        long left = _heardAt + _timeout - wheel.Now;
        if (left > 0) wheel.Schedule(this, left);
        else connection.Close(WsCloseCode.GoingAway, "no heartbeat");
    }
}
