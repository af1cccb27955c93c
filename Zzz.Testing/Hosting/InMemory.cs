using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Zzz.Testing.Transport;

namespace Zzz.Testing.Hosting;

/// <summary>Moves an app from the network into memory, whatever addresses it is configured to listen on.</summary>
internal sealed class InMemory(Action<IServiceCollection>? services = null)
{
    public MemoryTransport Transport { get; } = new();

    public FailureLog Failures { get; } = new();

    /// <summary>Configures the app, after everything else that does so.</summary>
    public void Configure(IHostBuilder builder)
    {
        builder.ConfigureAppConfiguration(configuration => configuration.AddInMemoryCollection(
        [
            new(WebHostDefaults.ServerUrlsKey, "http://localhost"),
            new(WebHostDefaults.PreferHostingUrlsKey, "true"),
        ]));
        builder.ConfigureServices(all =>
        {
            all.RemoveAll<IConnectionListenerFactory>();
            all.AddSingleton<IConnectionListenerFactory>(Transport);
            all.AddSingleton<IHostLifetime, QuietLifetime>();
            all.AddSingleton<ILoggerProvider>(Failures);
            // Otherwise "Now listening on: http://localhost" would name a port on which nothing listens.
            all.AddLogging(logging => logging.AddFilter("Microsoft.Hosting.Lifetime", LogLevel.Warning));
            services?.Invoke(all);
        });
    }
}
