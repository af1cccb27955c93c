using Microsoft.AspNetCore.Connections;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Zzz.Connection.Timing;
using Zzz.Telemetry;
using Zzz.Transport;
using Zzz.Transport.Epoll;
using Zzz.Transport.Epoll.Calls;
using Zzz.Transport.Epoll.Loops;

namespace Zzz.Hosting.Sockets;

/// <summary>Adds the transport of <c>UseZzzSockets</c>, and logs if the server does not use it.</summary>
internal sealed class SocketsService(IServiceProvider services, ILogger<SocketsService> logger) : IHostedLifecycleService
{
    private readonly ILogger _logger = GuardedLogger.Of(logger);

    public static void AddTo(IServiceCollection services)
    {
        if (services.Any(service => service.ImplementationType == typeof(SocketsService))) return;
        services.AddHostedService<SocketsService>();
        services.AddSingleton<IValidateOptions<ZzzSocketsOptions>, SocketsOptionsValidator>();
        services.AddOptions<ZzzSocketsOptions>().ValidateOnStart();
        if (!OperatingSystem.IsLinux()) return;
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<TimerWheel>();
        services.AddSingleton(provider => LoopGroup.Start(
            LinuxCalls.Instance, provider.GetRequiredService<IOptions<ZzzSocketsOptions>>().Value.Loops, GuardedLogger.Of(LoggerOf<EpollLoop>(provider))));
        services.AddSingleton<EpollListenerFactory>();
        services.AddSingleton<IConnectionListenerFactory>(provider => new SocketListenerFactory(provider.GetRequiredService<EpollListenerFactory>()));
    }

    public Task StartedAsync(CancellationToken cancellationToken)
    {
        if (services.GetService<EpollListenerFactory>() is not { } factory) Log.SocketsNeedLinux(_logger);
        else if (!factory.IsUsed) Log.SocketsUnused(_logger);
        return Task.CompletedTask;
    }

    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private static ILogger LoggerOf<T>(IServiceProvider provider) => provider.GetRequiredService<ILoggerFactory>().CreateLogger<T>();
}
