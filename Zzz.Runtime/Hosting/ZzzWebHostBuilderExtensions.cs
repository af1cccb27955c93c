using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Zzz.Transport;

namespace Zzz;

/// <summary>Tunes Kestrel for WebSockets.</summary>
public static class ZzzWebHostBuilderExtensions
{
    /// <summary>
    /// Reduces what each message costs in Kestrel's sockets, for the whole server. This method makes two changes, each at a price:
    /// <list type="bullet">
    /// <item><description>
    /// <b>Blocks of 64 KiB</b>, instead of 4 KiB, for reading and writing. This saves system calls, and keeps longer messages in one piece. A
    /// connection holds blocks only while they contain its data, and the pool keeps up to 32 MiB of unused blocks.
    /// </description></item>
    /// <item><description>
    /// <b>Inline scheduling</b> (<see cref="SocketTransportOptions.UnsafePreferInlineScheduling"/>): middleware and handlers run on the threads
    /// that read sockets. If a handler blocks its thread, all connections of that thread wait. Call this method only if no handler and no
    /// endpoint of the app blocks a thread (<c>Task.Wait</c>, <c>Thread.Sleep</c>, synchronous I/O) or computes for long. Awaiting is fine.
    /// </description></item>
    /// </list>
    /// If the environment variable <c>DOTNET_SYSTEM_NET_SOCKETS_INLINE_COMPLETIONS=1</c> is also set before the process starts, messages need no
    /// thread switch at all.
    /// </summary>
    /// <remarks>An app that calls <c>UseKestrel</c> itself must do so before it calls this method.</remarks>
    /// <param name="webHost">The app's web host, which runs on Kestrel.</param>
    /// <returns>The same web host.</returns>
    /// <example><code>builder.WebHost.UseZzzTuning();</code></example>
    public static IWebHostBuilder UseZzzTuning(this IWebHostBuilder webHost)
    {
        ArgumentNullException.ThrowIfNull(webHost);
        return webHost.ConfigureServices(static services =>
        {
            services.Replace(ServiceDescriptor.Singleton<IMemoryPoolFactory<byte>, LargeBlockPoolFactory>());
            services.Configure<SocketTransportOptions>(static sockets => sockets.UnsafePreferInlineScheduling = true);
        });
    }
}
