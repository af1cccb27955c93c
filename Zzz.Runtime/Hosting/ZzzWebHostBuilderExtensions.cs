using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Zzz.Hosting.Sockets;
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

    /// <summary>
    /// Serves WebSockets on Zzz's own transport, which takes fewer system calls and no thread switches: a few threads, the loops, wait for their
    /// connections with <c>epoll</c>, read them, and call the handlers. Linux only; on other systems, a line in the log says that nothing changes.
    /// <para>
    /// A connection runs on a loop if its first request is an upgrade without TLS. All other connections (HTTP, HTTP/2, TLS) run on Kestrel's
    /// sockets, as without this method. Nothing changes for the app: middleware, limits, authentication and shutdown work as before.
    /// </para>
    /// <para>
    /// Handlers run on the loop until they await. If a handler blocks its thread (<c>Task.Wait</c>, <c>Thread.Sleep</c>, synchronous I/O) or
    /// computes for long, all connections of that loop wait. Call this method only if no handler does so. Awaiting is fine.
    /// </para>
    /// </summary>
    /// <remarks>
    /// An app that adds a transport of its own (<c>IConnectionListenerFactory</c>) after it has called this method uses that transport, and a line in
    /// the log says so. Two of Kestrel's limits also apply to connections that have not sent anything yet: <c>MaxConcurrentConnections</c>, and
    /// <c>RequestHeadersTimeout</c>, after which such a connection is closed.
    /// </remarks>
    /// <param name="webHost">The app's web host, which runs on Kestrel.</param>
    /// <param name="configure">Sets the options.</param>
    /// <returns>The same web host.</returns>
    /// <example><code>builder.WebHost.UseZzzSockets();</code></example>
    public static IWebHostBuilder UseZzzSockets(this IWebHostBuilder webHost, Action<ZzzSocketsOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(webHost);
        return webHost.ConfigureServices(services =>
        {
            if (configure is not null) services.Configure(configure);
            SocketsService.AddTo(services);
        });
    }
}
