using System.ComponentModel;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http.Json;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Zzz.Hosting.Lifetime;
using Zzz.Hosting.Mapping;
using Zzz.Hosting.Upgrading;
using Zzz.Json;

namespace Zzz.CompilerServices;

/// <summary>The WebSocket routes of one assembly. The generated <c>MapZzz</c> maps them, and returns this object so that conventions can be added.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class WsEndpoints : IEndpointConventionBuilder
{
    private static readonly string[] Methods = ["GET", "CONNECT"]; // RFC 6455 §4.2.1, RFC 8441 §4

    private readonly IEndpointRouteBuilder _endpoints;
    private readonly WsOptions _options;
    private readonly WsJson _json;
    private readonly Engine _engine;
    private readonly List<IEndpointConventionBuilder> _routes = [];

    /// <summary>Creates an empty set of routes.</summary>
    /// <param name="endpoints">The app or route group to map into.</param>
    /// <param name="json">The assembly's <c>JsonSerializerContext</c>s.</param>
    /// <exception cref="InvalidOperationException"><c>AddZzz</c> was not called.</exception>
    /// <exception cref="OptionsValidationException">An option has an invalid value; the message names the option.</exception>
    public WsEndpoints(IEndpointRouteBuilder endpoints, ReadOnlySpan<IJsonTypeInfoResolver> json = default)
    {
        ArgumentNullException.ThrowIfNull(endpoints);
        _endpoints = endpoints;
        if (endpoints.ServiceProvider.GetService<ZzzMarker>() is null)
            throw new InvalidOperationException("MapZzz needs Zzz's services. Write builder.Services.AddZzz() before builder.Build().");
        endpoints.ServiceProvider.GetRequiredService<LiveConnectionMetrics>(); // starts measuring
        _engine = endpoints.ServiceProvider.GetRequiredService<Engine>();
        _options = endpoints.ServiceProvider.GetRequiredService<IOptions<ZzzOptions>>().Value;
        endpoints.ServiceProvider.GetRequiredService<AppJson>().Add(json);
        _json = new WsJson(endpoints.ServiceProvider.GetRequiredService<IOptions<JsonOptions>>().Value.SerializerOptions, json);
    }

    /// <summary>Maps one controller.</summary>
    /// <param name="name">The controller's name, for logs and as the endpoint's display name.</param>
    /// <param name="pattern">The route pattern, in ASP.NET Core's form.</param>
    /// <param name="activate">
    /// Creates the controller and its session from an upgrade request, or refuses the request and returns <see langword="null"/>.
    /// </param>
    /// <param name="configure">The controller's <c>Configure</c> method, or <see langword="null"/> if it has none.</param>
    /// <param name="metadata">The controller's attributes.</param>
    /// <exception cref="OptionsValidationException"><c>Configure</c> set an invalid value; the message names the class and the option.</exception>
    public void Map(
        string name,
        string pattern,
        Func<UpgradeBinder, WsSession?> activate,
        Action<WsOptions>? configure = null,
        ReadOnlySpan<object> metadata = default)
    {
        WsOptions options = Configured(name, configure);
        Map(name, pattern, new UpgradeEndpoint(name, activate, options, _json, _engine, _endpoints.ServiceProvider), metadata);
    }

    /// <summary>Maps one channel socket, at its pattern and at the same pattern followed by <c>/websocket</c>.</summary>
    /// <param name="name">The socket class's name, for logs and as the endpoints' display name.</param>
    /// <param name="pattern">The route pattern, in ASP.NET Core's form.</param>
    /// <param name="activate">Creates the socket and its session from an upgrade request, or refuses the request and returns <see langword="null"/>.</param>
    /// <param name="channels">The channels of the socket, in the order in which their patterns are tried.</param>
    /// <param name="configure">The socket class's <c>Configure</c> method, or <see langword="null"/> if it has none.</param>
    /// <param name="metadata">The socket class's attributes.</param>
    /// <exception cref="OptionsValidationException"><c>Configure</c> set an invalid value; the message names the class and the option.</exception>
    public void MapChannels(
        string name,
        string pattern,
        Func<UpgradeBinder, ChannelSession?> activate,
        ReadOnlySpan<ChannelDefinition> channels,
        Action<WsOptions>? configure = null,
        ReadOnlySpan<object> metadata = default)
    {
        ArgumentNullException.ThrowIfNull(pattern);
        WsOptions options = Configured(name, configure);
        if (!options.Subprotocols.Contains(ChannelActivator.Subprotocol)) options.Subprotocols.Add(ChannelActivator.Subprotocol);

        var activator = new ChannelActivator(name, activate, channels, options, _json, _engine, _endpoints.ServiceProvider);
        var endpoint = new UpgradeEndpoint(name, activator.Activate, options, _json, _engine, _endpoints.ServiceProvider);
        Map(name, pattern, endpoint, metadata);
        Map(name, $"{pattern.TrimEnd('/')}/websocket", endpoint, metadata);
    }

    /// <inheritdoc/>
    public void Add(Action<EndpointBuilder> convention) => _routes.ForEach(route => route.Add(convention));

    /// <inheritdoc/>
    public void Finally(Action<EndpointBuilder> finallyConvention) => _routes.ForEach(route => route.Finally(finallyConvention));

    private WsOptions Configured(string name, Action<WsOptions>? configure)
    {
        var options = new WsOptions(_options);
        configure?.Invoke(options);
        WsOptionsValidator.ThrowIfInvalid(options, $"{name}.Configure");
        return options;
    }

    private void Map(string name, string pattern, UpgradeEndpoint endpoint, ReadOnlySpan<object> metadata)
    {
        IEndpointConventionBuilder route = _endpoints.MapMethods(pattern, Methods, endpoint.HandleAsync)
            .WithDisplayName(name)
            .WithMetadata(UpgradeMetadata.Instance)
            .WithMetadata(metadata.ToArray());
        route.Finally(UpgradeMetadata.KeepFromCaches);
        _routes.Add(route);
    }
}
