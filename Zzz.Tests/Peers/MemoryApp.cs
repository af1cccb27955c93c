using Microsoft.Extensions.DependencyInjection;

namespace Zzz.Tests.Peers;

/// <summary>An app in memory, with the controllers of this assembly. For tests of real sockets, there is <see cref="TestApp"/>.</summary>
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
