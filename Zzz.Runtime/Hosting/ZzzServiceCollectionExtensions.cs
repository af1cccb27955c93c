using Microsoft.Extensions.DependencyInjection;

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
        OptionsBuilder(services, configure);
        return services;
    }

    private static void OptionsBuilder(IServiceCollection services, Action<WsOptions>? configure)
    {
        var options = services.AddOptions<WsOptions>();
        if (configure is not null) options.Configure(configure);
    }
}
