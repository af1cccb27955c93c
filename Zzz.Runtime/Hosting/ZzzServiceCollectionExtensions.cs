using System.Diagnostics.Metrics;
using Microsoft.AspNetCore.Http.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using Zzz.Channels.History;
using Zzz.Channels.Members;
using Zzz.Cluster;
using Zzz.Connection.Timing;
using Zzz.Hosting.Binding;
using Zzz.Hosting.Lifetime;
using Zzz.Hosting.Mapping;
using Zzz.Hosting.Upgrading;
using Zzz.Json;
using Zzz.Presence;
using Zzz.Presence.Replicas;
using Zzz.PubSub;
using Zzz.Telemetry;
using Zzz.Transport;

namespace Zzz;

/// <summary>Adds Zzz to an app's services.</summary>
public static class ZzzServiceCollectionExtensions
{
    /// <summary>
    /// Adds the services that <c>app.MapZzz()</c> needs, and the health checks <c>zzz</c> and <c>zzz.backplane</c>. This method may be called more
    /// than once: each call configures the same options.
    /// </summary>
    /// <param name="services">The app's services.</param>
    /// <param name="configure">Sets the options for the host, and the defaults for all routes.</param>
    /// <returns>The same services.</returns>
    /// <example><code>builder.Services.AddZzz(options => options.MaxMessageSize = 64 * 1024);</code></example>
    public static IServiceCollection AddZzz(this IServiceCollection services, Action<ZzzOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(services);
        AddOnce(services);
        OptionsBuilder<ZzzOptions> options = services.AddOptions<ZzzOptions>();
        if (configure is not null) options.Configure(configure);
        return services;
    }

    private static void AddOnce(IServiceCollection services)
    {
        if (services.Any(service => service.ServiceType == typeof(ZzzMarker))) return;
        services.AddSingleton<ZzzMarker>();
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<TimerWheel>();
        services.AddSingleton<SingletonControllers>();
        services.AddSingleton(provider => new AppJson(provider.GetRequiredService<IOptions<JsonOptions>>().Value.SerializerOptions));
        services.TryAddSingleton<IBackplane, LocalBackplane>();
        services.AddSingleton<OtherNodes>();
        services.AddSingleton<Topics>();
        services.AddSingleton<IPubSub>(provider => provider.GetRequiredService<Topics>());
        services.AddSingleton<TopicFeeds>();
        services.AddSingleton<ChannelHub>();
        services.AddSingleton<IChannels>(provider => provider.GetRequiredService<ChannelHub>());
        services.AddSingleton(provider => new PresenceReplica(provider.GetRequiredService<OtherNodes>().Node));
        services.AddSingleton<PresenceDetails>();
        services.AddSingleton<PresenceTeller>();
        services.AddSingleton<PresenceTracker>();
        services.AddSingleton<IPresence>(provider => provider.GetRequiredService<PresenceCluster>().Use());
        services.AddSingleton<PresenceCluster>();
        services.AddHostedService<NodesService>();
        services.AddTransient<ControllerDisposal>();
        services.AddSingleton<LiveConnections>();
        services.AddMetrics();
        services.AddSingleton(provider => new ConnectionMetrics(provider.GetRequiredService<IMeterFactory>().Create(ConnectionMetrics.MeterName)));
        services.AddSingleton<LiveConnectionMetrics>();
        services.AddSingleton<Engine>();
        services.AddSingleton<IValidateOptions<ZzzOptions>, ZzzOptionsValidator>();
        services.AddSingleton<Drain>();
        services.AddHostedService(provider => provider.GetRequiredService<Drain>());
        SocketListenerFactory.AddTo(services);
        services.AddHealthChecks().AddCheck<Drain>("zzz", tags: ["ready"]).AddCheck<BackplaneHealthCheck>("zzz.backplane");
    }
}
