using System.Net;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.DependencyInjection;

namespace Zzz.Transport;

/// <summary>
/// Kestrel's socket transport, whose connections have a <see cref="SocketOutput"/>. Connection middleware comes later: TLS, for example, puts
/// a transport of its own over it, so an upgrade never passes it by.
/// </summary>
internal sealed class SocketListenerFactory(SocketTransportFactory sockets) : IConnectionListenerFactory, IConnectionListenerFactorySelector
{
    /// <summary>Takes the place of Kestrel's socket transport, where the app has that.</summary>
    public static void AddTo(IServiceCollection services)
    {
        ServiceDescriptor? transport = services.FirstOrDefault(service => service.ImplementationType == typeof(SocketTransportFactory));
        if (transport is null) return;
        services[services.IndexOf(transport)] = ServiceDescriptor.Singleton<IConnectionListenerFactory>(
            provider => new SocketListenerFactory(ActivatorUtilities.CreateInstance<SocketTransportFactory>(provider)));
    }

    public bool CanBind(EndPoint endpoint) => sockets.CanBind(endpoint);

    public async ValueTask<IConnectionListener> BindAsync(EndPoint endpoint, CancellationToken cancellationToken = default) =>
        new Listener(await sockets.BindAsync(endpoint, cancellationToken));

    private sealed class Listener(IConnectionListener sockets) : IConnectionListener
    {
        public EndPoint EndPoint => sockets.EndPoint;

        public async ValueTask<ConnectionContext?> AcceptAsync(CancellationToken cancellationToken = default)
        {
            ConnectionContext? connection = await sockets.AcceptAsync(cancellationToken);
            if (connection?.Features.Get<IConnectionSocketFeature>() is { Socket: { } socket }) connection.Transport = new SocketOutput(connection.Transport, socket);
            return connection;
        }

        public ValueTask UnbindAsync(CancellationToken cancellationToken = default) => sockets.UnbindAsync(cancellationToken);

        public ValueTask DisposeAsync() => sockets.DisposeAsync();
    }
}
