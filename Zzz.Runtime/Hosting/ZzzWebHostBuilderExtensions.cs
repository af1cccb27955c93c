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
    /// Makes Kestrel's sockets cheaper per message, for the whole server. It does two things, each at a price:
    /// <list type="bullet">
    /// <item><description>
    /// <b>Blocks of 64 KiB</b> instead of 4 KiB for what is read and written: fewer system calls, and longer messages that lie in one piece. A
    /// connection holds blocks only while bytes are under way, and up to 32 MiB of unused ones are kept.
    /// </description></item>
    /// <item><description>
    /// <b>Inline scheduling</b> (<see cref="SocketTransportOptions.UnsafePreferInlineScheduling"/>): middleware and handlers run on the threads
    /// that read sockets. While one of them blocks, the connections of its thread wait. So call this only if no handler and no endpoint of the
    /// app blocks a thread (<c>Task.Wait</c>, <c>Thread.Sleep</c>, synchronous I/O) or computes for long; awaiting is fine.
    /// </description></item>
    /// </list>
    /// Together with the environment variable <c>DOTNET_SYSTEM_NET_SOCKETS_INLINE_COMPLETIONS=1</c>, which has to be set before the process
    /// starts, messages need no thread switch at all.
    /// </summary>
    /// <remarks>An app that calls <c>UseKestrel</c> itself calls it before this.</remarks>
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
