using System.Diagnostics;
using System.Net;
using Microsoft.Extensions.Logging;
using StackExchange.Redis;

namespace Zzz.Redis;

/// <summary>
/// Notices that the connection to a shard is lost, and when it and all subscriptions have been restored. The library reports a connection as restored
/// before it has subscribed again, so this checks what is there instead.
/// </summary>
internal sealed class ConnectionWatch(ShardConnection connection, Func<CancellationToken, Task> prepare, Outages outages, ILogger logger)
    : IAsyncDisposable
{
    /// <summary>The time between checks during an outage.</summary>
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    /// <summary>How long to wait for the library to report a connection as restored. One to a node that has left its cluster never will be.</summary>
    private static readonly TimeSpan MaxWait = TimeSpan.FromSeconds(5);

    private readonly Lock _lock = new();
    private readonly CancellationTokenSource _stopping = new();

    /// <summary>How many more times each connection was reported as lost than as restored. The library may report both in the wrong order.</summary>
    private readonly Dictionary<(EndPoint?, ConnectionType), int> _lost = [];

    private Task _restoring = Task.CompletedTask;
    private long _lastLoss;
    private bool _isDown;
    private int _losses;
    private string? _problem;

    public void Start()
    {
        connection.Multiplexer.ConnectionFailed += OnConnectionFailed;
        connection.Multiplexer.ConnectionRestored += OnConnectionRestored;
        connection.Multiplexer.HashSlotMoved += OnHashSlotMoved;
    }

    public async ValueTask DisposeAsync()
    {
        connection.Multiplexer.ConnectionFailed -= OnConnectionFailed;
        connection.Multiplexer.ConnectionRestored -= OnConnectionRestored;
        connection.Multiplexer.HashSlotMoved -= OnHashSlotMoved;
        await Cancel();
        _stopping.Dispose();
    }

    /// <summary>Begins an outage, because the server could not be reached at the start.</summary>
    public void Miss(Exception why) => Begin(why, Log.Unreachable);

    /// <summary>Lets no further outage begin; the task completes when the current one is no longer watched.</summary>
    private Task Cancel()
    {
        lock (_lock)
        {
            _stopping.Cancel();
            return _restoring;
        }
    }

    /// <summary>Begins an outage, or prolongs the current one.</summary>
    private void Lose(Exception? why) => Begin(why, Log.Interrupted);

    private void Begin(Exception? why, Action<ILogger, string, string> log)
    {
        lock (_lock)
        {
            _losses++;
            if (_isDown || _stopping.IsCancellationRequested) return;
            _isDown = true;
            log(logger, connection.Name, Reason(why));
            outages.Begin(why);
            _restoring = Task.Run(RestoreAsync);
        }
    }

    private void OnConnectionFailed(object? sender, ConnectionFailedEventArgs e)
    {
        Count(e, 1);
        if (e.FailureType is ConnectionFailureType.UnableToConnect or ConnectionFailureType.AuthenticationFailure) return; // was not connected before
        Lose(e.Exception);
    }

    /// <remarks>The library reports no loss before it has reported the end of the one before, so a connection may be back from an unreported one.</remarks>
    private void OnConnectionRestored(object? sender, ConnectionFailedEventArgs e)
    {
        if (Count(e, -1) < 0) Lose(null);
    }

    private int Count(ConnectionFailedEventArgs e, int losses)
    {
        (EndPoint?, ConnectionType) lost = (e.EndPoint, e.ConnectionType);
        lock (_lock)
        {
            _lastLoss = Stopwatch.GetTimestamp();
            return _lost[lost] = _lost.GetValueOrDefault(lost) + losses;
        }
    }

    /// <remarks>Messages that were published on a channel while it moved to another node of the cluster may be lost.</remarks>
    private void OnHashSlotMoved(object? sender, HashSlotMovedEventArgs e) => Lose(null);

    private async Task RestoreAsync()
    {
        do await Task.Delay(Pause, _stopping.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        while (!_stopping.IsCancellationRequested && !await TryRestoreAsync());
    }

    private async Task<bool> TryRestoreAsync()
    {
        int losses = Volatile.Read(ref _losses);
        try
        {
            await prepare(_stopping.Token);
        }
        catch (Exception exception)
        {
            if (exception is RedisRefusedException) Report(exception.Message);
            return false;
        }

        return End(losses);
    }

    private bool End(int losses)
    {
        lock (_lock)
        {
            if (losses != _losses || _stopping.IsCancellationRequested) return false;
            if (_lost.Values.Any(count => count > 0) && Stopwatch.GetElapsedTime(_lastLoss) < MaxWait) return false;
            _lost.Clear();
            _isDown = false;
            _problem = null;
            Log.Restored(logger, connection.Name);
            outages.End();
            return true;
        }
    }

    private void Report(string problem)
    {
        if (problem == _problem) return;
        _problem = problem;
        Log.Misconfigured(logger, connection.Name, problem);
    }

    private static string Reason(Exception? why) => why?.GetBaseException() switch
    {
        null => "the cluster has moved topics to another node",
        RedisConnectionException lost => lost.FailureType.ToString(),
        { } cause => cause.Message.TrimEnd('.'),
    };
}
