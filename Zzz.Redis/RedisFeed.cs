using System.Threading.Channels;
using StackExchange.Redis;

namespace Zzz.Redis;

/// <summary>The subscription to one channel, and the loop that reads from it: a queue of its own keeps the order of its messages.</summary>
internal sealed class RedisFeed(ISubscriber subscriber, RedisChannel channel, Action<ReadOnlyMemory<byte>> received)
{
    private readonly Lock _lock = new();
    private readonly Lock _receiving = new();
    private Task? _start;
    private Task? _end;
    private bool _isEnding;

    /// <summary>Whether the feed has ended or is about to.</summary>
    public bool IsEnding => Volatile.Read(ref _isEnding);

    /// <summary>Whether the feed waits for the server to take its subscription back after the connection was lost.</summary>
    public bool IsCut => _start is { IsCompletedSuccessfully: true } && !IsEnding && subscriber.SubscribedEndpoint(channel) is null;

    /// <summary>Subscribes. The task completes when the server has confirmed it.</summary>
    public Task StartAsync()
    {
        lock (_lock) return _start ??= SubscribeAsync();
    }

    /// <summary>Unsubscribes. No message is passed on after the task has completed.</summary>
    /// <param name="tellsServer">Whether to tell the server, which need not be if the connection is about to be closed.</param>
    public Task EndAsync(bool tellsServer = true)
    {
        lock (_receiving) _isEnding = true;
        lock (_lock) return _end ??= tellsServer ? UnsubscribeAsync(_start ??= Task.CompletedTask) : Task.CompletedTask;
    }

    private async Task SubscribeAsync() => _ = ReadAsync(await subscriber.SubscribeAsync(channel, ShardConnection.Flags));

    /// <remarks>If the connection is lost, the library forgets the subscription and then fails, which is all that is needed.</remarks>
    private async Task UnsubscribeAsync(Task start)
    {
        await start.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await subscriber.UnsubscribeAsync(channel).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private async Task ReadAsync(ChannelMessageQueue queue)
    {
        try
        {
            while (!IsEnding) Pass((await queue.ReadAsync()).Message);
        }
        catch (ChannelClosedException)
        {
            // unsubscribed
        }
    }

    private void Pass(ReadOnlyMemory<byte> message)
    {
        lock (_receiving)
        {
            if (!_isEnding) received(message);
        }
    }
}
