using Microsoft.Extensions.Logging;
using Zzz.Cluster.Messages;
using Zzz.Telemetry;

namespace Zzz.Cluster;

/// <summary>Whether messages get through to the other nodes. Each change is logged once, with what was lost meanwhile.</summary>
internal sealed class BackplaneState(TimeProvider time, ILogger logger)
{
    private readonly Lock _lock = new();
    private bool _isInterrupted;
    private long _lastEcho = time.GetTimestamp();
    private long _lost;
    private bool _hasLogged;

    public bool IsInterrupted
    {
        get
        {
            lock (_lock) return _isInterrupted;
        }
    }

    /// <summary>How long ago a heartbeat of this node came back from the broker.</summary>
    public TimeSpan SinceEcho => time.GetElapsedTime(Volatile.Read(ref _lastEcho));

    public void OnEcho() => Volatile.Write(ref _lastEcho, time.GetTimestamp());

    /// <summary>Notes an interruption.</summary>
    public void Interrupt(Exception? why)
    {
        lock (_lock)
        {
            if (_isInterrupted) return;
            _isInterrupted = true;
        }

        Log.BackplaneInterrupted(logger, why);
    }

    /// <summary>Notes that the connection has been restored.</summary>
    public void Restore()
    {
        long lost;
        lock (_lock)
        {
            if (!_isInterrupted) return;
            _isInterrupted = false;
            (lost, _lost, _hasLogged) = (_lost, 0, false);
        }

        Log.BackplaneRestored(logger, lost);
    }

    /// <summary>Notes that a message did not reach the other nodes. Only the first failure is logged, and only messages of the app are counted.</summary>
    public void Lose(NodeMessageKind kind, Exception exception)
    {
        bool isFirst;
        lock (_lock)
        {
            if (!ClusterMetrics.IsControl(kind)) _lost++;
            isFirst = !_hasLogged && !_isInterrupted;
            _hasLogged = true;
        }

        if (isFirst) Log.BackplanePublish(logger, exception);
    }

    /// <summary>Notes that a message got through, which ends a series of failures without an interruption.</summary>
    public void OnPublished()
    {
        if (!Volatile.Read(ref _hasLogged)) return;
        long lost;
        lock (_lock)
        {
            if (_isInterrupted || !_hasLogged) return;
            (lost, _lost, _hasLogged) = (_lost, 0, false);
        }

        Log.BackplaneRestored(logger, lost);
    }
}
