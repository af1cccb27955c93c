using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using Zzz.Hosting;

namespace Zzz;

/// <summary>Adds Zzz to an app's services.</summary>
public static class ZzzServiceCollectionExtensions
{
    /// <summary>Adds what <c>app.MapZzz()</c> needs. May be called more than once: the options add up.</summary>
    /// <param name="services">The app's services.</param>
    /// <param name="configure">Sets options for all routes.</param>
    /// <returns>The same services.</returns>
    /// <example><code>builder.Services.AddZzz(options => options.MaxMessageSize = 64 * 1024);</code></example>
    public static IServiceCollection AddZzz(this IServiceCollection services, Action<WsOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(services);
        services.TryAddSingleton<ZzzMarker>();
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<SingletonControllers>();
        services.TryAddTransient<ControllerDisposal>();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<WsOptions>, WsOptionsValidator>());
        OptionsBuilder<WsOptions> options = services.AddOptions<WsOptions>();
        if (configure is not null) options.Configure(configure);
        return services;
    }
}
