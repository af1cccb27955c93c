using System.ComponentModel;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Zzz.Dispatch;

namespace Zzz.Hosting;

/// <summary>The WebSocket routes of one assembly. The generated <c>MapZzz</c> fills it, and gives it to the app for conventions.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class WsEndpoints : IEndpointConventionBuilder
{
    /// <summary>Begins the routes of one assembly.</summary>
    /// <param name="endpoints">The app or route group to map into.</param>
    /// <exception cref="InvalidOperationException"><c>AddZzz</c> was not called.</exception>
    public WsEndpoints(IEndpointRouteBuilder endpoints) => throw new NotImplementedException();

    /// <summary>Maps one controller.</summary>
    /// <param name="name">The controller's name, for logs and as the endpoint's display name.</param>
    /// <param name="pattern">The route pattern, in ASP.NET Core's form.</param>
    /// <param name="activate">Makes the controller and its session, from the connection's own service scope.</param>
    /// <param name="configure">The controller's <c>Configure</c>, or <see langword="null"/>.</param>
    /// <param name="metadata">The controller's attributes.</param>
    public void Map(
        string name,
        string pattern,
        Func<IServiceProvider, WsSession> activate,
        Action<WsOptions>? configure = null,
        params ReadOnlySpan<object> metadata) => throw new NotImplementedException();

    /// <inheritdoc/>
    public void Add(Action<EndpointBuilder> convention) => throw new NotImplementedException();

    /// <inheritdoc/>
    public void Finally(Action<EndpointBuilder> finallyConvention) => throw new NotImplementedException();
}
