using Zzz.Connection.Timing;

namespace Zzz.Connection.Closing;

/// <summary>
/// The signs of life of a peer, in ticks. Receiving and sending only note the tick; <see cref="KeepAlive"/> and <see cref="CloseHandshake"/>
/// judge by the signs when a deadline may have passed.
/// </summary>
internal sealed class PeerActivity(TimerWheel wheel)
{
    private long _heardAt;
    private long _readAt;
    private long _messageAt;
    private volatile bool _isPaused;

    /// <summary>Whether nothing is read, because a handler runs or the peer is slow to take its messages. Its silence then shows nothing.</summary>
    public bool IsPaused => _isPaused;

    /// <summary>The last tick at which a byte of the peer was read, or could be again; now, while nothing is read.</summary>
    public long HeardAt => _isPaused ? wheel.Now : _heardAt;

    /// <summary>The tick since which the peer is read; now, while nothing is read.</summary>
    public long ReadAt => _isPaused ? wheel.Now : _readAt;

    /// <summary>The last tick at which a message was received or sent.</summary>
    public long MessageAt => _messageAt;

    public void OnHeard() => _heardAt = wheel.Now;

    public void OnMessage() => _messageAt = wheel.Now;

    /// <summary>Stops the clocks of the peer until <see cref="Resume"/>, because nothing is read.</summary>
    public void Pause() => _isPaused = true;

    public void Resume()
    {
        _heardAt = _readAt = wheel.Now;
        _isPaused = false; // last, or the silence of the pause would count for a moment
    }
}
