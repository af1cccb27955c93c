using StackExchange.Redis;

namespace Zzz.Redis;

/// <summary>Opens connections, or takes one of the app.</summary>
internal static class ShardConnector
{
    /// <summary>Opens a connection, which keeps trying if the server cannot be reached.</summary>
    public static async Task<ShardConnection> OpenAsync(ConfigurationOptions server, CancellationToken cancellationToken)
    {
        ConfigurationOptions options = server.Clone();
        options.AbortOnConnectFail = false;
        options.ConnectRetry = 1; // then it goes on trying in the background
        options.BacklogPolicy = BacklogPolicy.FailFast;
        options.SharedSubscriptionConnection = false;
        Task<ConnectionMultiplexer> connecting = ConnectionMultiplexer.ConnectAsync(options);
        try
        {
            return new ShardConnection(await connecting.WaitAsync(cancellationToken), isOwned: true);
        }
        catch (OperationCanceledException)
        {
            _ = DisposeAsync(connecting);
            throw;
        }
    }

    /// <summary>Takes a connection that the app uses too.</summary>
    /// <exception cref="RedisRefusedException">The connection has an option that does not suit Zzz.</exception>
    public static async Task<ShardConnection> ShareAsync(
        Func<IServiceProvider, CancellationToken, Task<IConnectionMultiplexer>> factory, IServiceProvider services, CancellationToken cancellationToken)
    {
        IConnectionMultiplexer multiplexer = await factory(services, cancellationToken);
        ConfigurationOptions options = ConfigurationOptions.Parse(multiplexer.Configuration);
        if (options.SharedSubscriptionConnection && options.Protocol is null or RedisProtocol.Resp3)
            throw Refused("The connection of RedisBackplaneOptions.ConnectionFactory shares one socket between commands and subscriptions. Set ConfigurationOptions.SharedSubscriptionConnection to false before you connect.");
        if (!options.ChannelPrefix.IsNullOrEmpty)
            throw Refused("The connection of RedisBackplaneOptions.ConnectionFactory has a ChannelPrefix, which scripts do not apply. Remove it, and set RedisBackplaneOptions.Prefix.");
        return new ShardConnection(multiplexer, isOwned: false);
    }

    private static RedisRefusedException Refused(string problem) => new(problem);

    private static async Task DisposeAsync(Task<ConnectionMultiplexer> connecting)
    {
        await ((Task)connecting).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (connecting.IsCompletedSuccessfully) await connecting.Result.DisposeAsync();
    }
}
