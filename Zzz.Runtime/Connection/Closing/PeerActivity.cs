using Zzz.Connection.Timing;

namespace Zzz.Connection.Closing;

/// <summary>
/// What a connection shows of its peer, in ticks. Those who receive and send note it, at the price of a write;
/// <see cref="KeepAlive"/> and <see cref="CloseHandshake"/> judge by it when a deadline may be over.
/// </summary>
internal sealed class PeerActivity(TimerWheel wheel)
{
    private long _heardAt;
    private long _readAt;
    private long _messageAt;
    private volatile bool _isPaused;

    /// <summary>A handler runs, or the peer is slow to take what waits for it: nothing is read, so its silence shows nothing.</summary>
    public bool IsPaused => _isPaused;

    /// <summary>When any byte of the peer was read, or could be again; now, while nothing is read.</summary>
    public long HeardAt => _isPaused ? wheel.Now : _heardAt;

    /// <summary>Since when the peer is read; now, while nothing is read.</summary>
    public long ReadAt => _isPaused ? wheel.Now : _readAt;

    /// <summary>When a message was received or sent.</summary>
    public long MessageAt => _messageAt;

    public void OnHeard() => _heardAt = wheel.Now;

    public void OnMessage() => _messageAt = wheel.Now;

    /// <summary>Nothing is read until <see cref="Resume"/>.</summary>
    public void Pause() => _isPaused = true;

    public void Resume()
    {
        _heardAt = _readAt = wheel.Now;
        _isPaused = false; // last, or the silence of the pause would count for a moment
    }
}
