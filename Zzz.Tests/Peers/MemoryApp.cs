using Microsoft.Extensions.DependencyInjection;

namespace Zzz.Tests.Peers;

/// <summary>An application in memory, with the controllers of this assembly. Where sockets matter, <see cref="TestApp"/> has them.</summary>
internal static class MemoryApp
{
    public static Task<WsTestApp> StartAsync(Action<ZzzOptions>? options = null, Action<IServiceCollection>? services = null) =>
        WsTestApp.StartAsync(
            builder =>
            {
                builder.Services.AddZzz(options);
                services?.Invoke(builder.Services);
            },
            app => app.MapZzz());
}
