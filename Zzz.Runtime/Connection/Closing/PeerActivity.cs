using Zzz.Connection.Timing;

namespace Zzz.Connection.Closing;

/// <summary>
/// When a peer last showed signs of life, in ticks. Receiving and sending only record the tick; <see cref="KeepAlive"/> and
/// <see cref="CloseHandshake"/> evaluate the signs when a deadline may have passed.
/// </summary>
internal sealed class PeerActivity(TimerWheel wheel)
{
    private long _heardAt;
    private long _readAt;
    private long _messageAt;
    private volatile bool _isPaused;

    /// <summary>Whether the server is not reading, because a handler runs or the peer is slow to read. The peer's silence then means nothing.</summary>
    public bool IsPaused => _isPaused;

    /// <summary>The last tick at which a byte from the peer was read, or at which reading resumed. The current tick while the server is not reading.</summary>
    public long HeardAt => _isPaused ? wheel.Now : _heardAt;

    /// <summary>The tick at which reading last resumed. The current tick while the server is not reading.</summary>
    public long ReadAt => _isPaused ? wheel.Now : _readAt;

    /// <summary>The last tick at which a message was received or sent.</summary>
    public long MessageAt => _messageAt;

    public void OnHeard() => _heardAt = wheel.Now;

    public void OnMessage() => _messageAt = wheel.Now;

    /// <summary>Stops the peer's clocks until <see cref="Resume"/>, because the server is not reading.</summary>
    public void Pause() => _isPaused = true;

    public void Resume()
    {
        _heardAt = _readAt = wheel.Now;
        _isPaused = false; // last, or the silence during the pause would count for a moment
    }
}
