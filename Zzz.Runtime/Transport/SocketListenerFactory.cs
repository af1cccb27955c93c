using System.Net;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.DependencyInjection;

namespace Zzz.Transport;

/// <summary>
/// Kestrel's socket transport, or the one of <see cref="Epoll.EpollListenerFactory"/>, with a <see cref="SocketOutput"/> for each connection of Kestrel. Connection middleware is added on top: TLS, for example,
/// replaces the transport with its own, so an upgrade cannot bypass TLS.
/// </summary>
internal sealed class SocketListenerFactory(IConnectionListenerFactory sockets) : IConnectionListenerFactory, IConnectionListenerFactorySelector
{
    /// <summary>Replaces Kestrel's socket transport, if the app uses it.</summary>
    public static void AddTo(IServiceCollection services)
    {
        ServiceDescriptor? transport = services.FirstOrDefault(service => service.ImplementationType == typeof(SocketTransportFactory));
        if (transport is null) return;
        services[services.IndexOf(transport)] = ServiceDescriptor.Singleton<IConnectionListenerFactory>(
            provider => new SocketListenerFactory(ActivatorUtilities.CreateInstance<SocketTransportFactory>(provider)));
    }

    public bool CanBind(EndPoint endpoint) => (sockets as IConnectionListenerFactorySelector)?.CanBind(endpoint) != false;

    public async ValueTask<IConnectionListener> BindAsync(EndPoint endpoint, CancellationToken cancellationToken = default) =>
        new Listener(await sockets.BindAsync(endpoint, cancellationToken));

    private sealed class Listener(IConnectionListener sockets) : IConnectionListener
    {
        public EndPoint EndPoint => sockets.EndPoint;

        public async ValueTask<ConnectionContext?> AcceptAsync(CancellationToken cancellationToken = default)
        {
            ConnectionContext? connection = await sockets.AcceptAsync(cancellationToken);
            if (connection?.Features.Get<IConnectionSocketFeature>() is { Socket: { } socket })
                connection.Transport = new SocketOutput(connection.Transport, socket);
            return connection;
        }

        public ValueTask UnbindAsync(CancellationToken cancellationToken = default) => sockets.UnbindAsync(cancellationToken);

        public ValueTask DisposeAsync() => sockets.DisposeAsync();
    }
}
