using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using StackExchange.Redis;
using Zzz.Redis;

namespace Zzz;

/// <summary>Connects the nodes of an app through Redis.</summary>
/// <example>
/// <code>
/// builder.Services.AddZzz();
/// builder.Services.AddZzzRedis("localhost:6379");
/// </code>
/// </example>
public static class ZzzRedisServiceCollectionExtensions
{
    /// <summary>
    /// Carries topics, channels and presence to the other nodes of the app through Redis 6.0 or newer, and keeps the histories of topics there. May be
    /// called before or after AddZzz. The last call applies.
    /// </summary>
    /// <param name="services">The services of the app.</param>
    /// <param name="configuration">
    /// The server, in StackExchange.Redis's format: <c>localhost:6379,password=secret,ssl=true</c>. Several addresses with commas between them are nodes
    /// of one cluster, or, with <c>serviceName=</c>, the sentinels of one server.
    /// </param>
    /// <param name="configure">Sets further options.</param>
    /// <returns>The services of the app.</returns>
    /// <exception cref="ArgumentException">The configuration is empty, is a URL or has an unknown keyword.</exception>
    public static IServiceCollection AddZzzRedis(
        this IServiceCollection services, string configuration, Action<RedisBackplaneOptions>? configure = null) =>
        services.AddZzzRedis([configuration], configure);

    /// <summary>
    /// Divides the topics among several Redis servers that know nothing of each other. <inheritdoc
    /// cref="AddZzzRedis(IServiceCollection, string, Action{RedisBackplaneOptions}?)" path="/summary"/>
    /// </summary>
    /// <param name="services">The services of the app.</param>
    /// <param name="servers">The servers, in the same order on all nodes, each in StackExchange.Redis's format.</param>
    /// <param name="configure">Sets further options.</param>
    /// <returns>The services of the app.</returns>
    /// <exception cref="ArgumentException">A configuration is empty or has an unknown keyword.</exception>
    public static IServiceCollection AddZzzRedis(
        this IServiceCollection services, IEnumerable<string> servers, Action<RedisBackplaneOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(servers);
        ConfigurationOptions[] parsed = [.. servers.Select(Parse)];
        return services.AddZzzRedis(options =>
        {
            foreach (ConfigurationOptions server in parsed) options.Servers.Add(server);
            configure?.Invoke(options);
        });
    }

    /// <summary>
    /// Uses the servers or the connection that the options name. <inheritdoc
    /// cref="AddZzzRedis(IServiceCollection, string, Action{RedisBackplaneOptions}?)" path="/summary"/>
    /// </summary>
    /// <param name="services">The services of the app.</param>
    /// <param name="configure">
    /// Adds at least one entry to <see cref="RedisBackplaneOptions.Servers"/>, or sets <see cref="RedisBackplaneOptions.ConnectionFactory"/>.
    /// </param>
    /// <returns>The services of the app.</returns>
    public static IServiceCollection AddZzzRedis(this IServiceCollection services, Action<RedisBackplaneOptions> configure)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(configure);
        services.AddOptions<RedisBackplaneOptions>().Configure(ForgetServers).Configure(configure).ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<RedisBackplaneOptions>, RedisOptionsValidator>());
        return services.Replace(ServiceDescriptor.Singleton(Create));
    }

    private static IBackplane Create(IServiceProvider services)
    {
        RedisBackplaneOptions options = services.GetRequiredService<IOptions<RedisBackplaneOptions>>().Value;
        ILogger logger = services.GetService<ILoggerFactory>()?.CreateLogger("Zzz.Redis") ?? NullLogger.Instance;
        return options.History ? new RedisLogBackplane(options, services, logger) : new RedisBackplane(options, services, logger);
    }

    /// <summary>Forgets what an earlier call has set.</summary>
    private static void ForgetServers(RedisBackplaneOptions options)
    {
        options.Servers.Clear();
        options.ConnectionFactory = null;
    }

    private static ConfigurationOptions Parse(string configuration)
    {
        if (string.IsNullOrWhiteSpace(configuration))
            throw new ArgumentException("AddZzzRedis needs an address, such as \"localhost:6379\". Is the connection string set?", nameof(configuration));
        if (configuration.Contains("://", StringComparison.Ordinal))
            throw new ArgumentException("AddZzzRedis does not take a URL. Write host:port, such as \"redis1:6380,password=secret,ssl=true\".", nameof(configuration));
        ConfigurationOptions options = ConfigurationOptions.Parse(configuration);
        options.ReconnectRetryPolicy = new LinearRetry((int)ShardConnection.RetryInterval.TotalMilliseconds);
        return options;
    }
}
