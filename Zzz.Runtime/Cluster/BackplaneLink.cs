using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.Logging;
using Zzz.Protocol;
using Zzz.Telemetry;

namespace Zzz.Cluster;

/// <summary>
/// One channel of the backplane. Retries until it is subscribed, and publishes without waiting. Catches the exceptions of the backplane: logs the
/// first one, and no more until the backplane works again. Also logs messages that this node does not understand.
/// </summary>
[SuppressMessage("Design", "CA1001:Types that own disposable fields should be disposable", Justification = "Its token source has nothing to dispose of.")]
internal sealed class BackplaneLink(
    INodeChannels backplane, string name, NodeMessageHandler handler, TimeProvider time, ILogger logger)
{
    private const int MaxPendingBytes = 64 * 1024 * 1024;

    private static readonly TimeSpan RetryDelay = TimeSpan.FromSeconds(2);

    private readonly CancellationTokenSource _stopping = new();
    private Task<IAsyncDisposable?> _subscribing = Task.FromResult<IAsyncDisposable?>(null);
    private long _pendingBytes;
    private long _lost;

    /// <summary>Whether there are other nodes to publish to.</summary>
    public bool HasOtherNodes { get; } = backplane is not LocalBackplane;

    /// <summary>Starts receiving.</summary>
    public void Start()
    {
        if (HasOtherNodes) _subscribing = SubscribeAsync();
    }

    public async Task StopAsync()
    {
        try
        {
            await _stopping.CancelAsync();
        }
        catch (Exception exception)
        {
            Log.BackplaneUnsubscribe(logger, name, exception);
        }

        try
        {
            if (await _subscribing is { } subscription) await subscription.DisposeAsync();
        }
        catch (Exception exception)
        {
            Log.BackplaneUnsubscribe(logger, name, exception);
        }
    }

    /// <summary>Sends a message to the other nodes, after the messages that were published earlier.</summary>
    public void Publish(NodeMessage message)
    {
        if (HasOtherNodes) _ = PublishAsync(message.Write());
    }

    /// <remarks>The task never fails, although the backplane may throw both when it is called and when its task is awaited.</remarks>
    private async Task PublishAsync(PooledBuffer message)
    {
        try
        {
            // If the backplane accepts nothing, the waiting messages must not use up all memory.
            if (Interlocked.Add(ref _pendingBytes, message.Length) > MaxPendingBytes)
                throw new InvalidOperationException($"More than {MaxPendingBytes} bytes are waiting for the backplane.");
            await backplane.PublishAsync(name, message.Memory, CancellationToken.None);
            OnPublished();
        }
        catch (Exception exception)
        {
            if (Interlocked.Increment(ref _lost) == 1) Log.BackplanePublish(logger, name, exception);
        }
        finally
        {
            Forget(message);
        }
    }

    private ValueTask OnReceived(ReadOnlyMemory<byte> bytes)
    {
        if (!NodeMessage.TryRead(bytes.Span, out NodeMessage message) || !handler(message)) Log.BackplaneMessage(logger, name);
        return default;
    }

    private void OnPublished()
    {
        if (Volatile.Read(ref _lost) == 0) return;
        long lost = Interlocked.Exchange(ref _lost, 0);
        if (lost > 0) Log.BackplaneRecovered(logger, name, lost);
    }

    private void Forget(PooledBuffer message)
    {
        Interlocked.Add(ref _pendingBytes, -message.Length);
        message.Clear();
    }

    private async Task<IAsyncDisposable?> SubscribeAsync()
    {
        while (!_stopping.IsCancellationRequested)
        {
            try
            {
                return await backplane.SubscribeAsync(name, OnReceived, _stopping.Token);
            }
            catch (Exception exception) when (!_stopping.IsCancellationRequested)
            {
                Log.BackplaneSubscribe(logger, name, RetryDelay, exception);
            }
            catch (Exception)
            {
                return null;
            }

            await Task.Delay(RetryDelay, time, _stopping.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        return null;
    }
}
