using System.Net;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Http.Features.Authentication;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Primitives;
using Zzz.Connection;

namespace Zzz.Hosting.Upgrading;

/// <summary>
/// The values of an ASP.NET Core request that a connection keeps. They are copied, because the server reuses the request's objects. Objects that the
/// request creates on demand are avoided, because they would stay in memory as long as the connection.
/// </summary>
internal sealed class HttpUpgradeRequest(RouteValueDictionary? routeValues, IQueryCollection? query) : UpgradeRequest
{
    public static HttpUpgradeRequest Of(HttpContext context, Agreement agreement)
    {
        RouteValueDictionary routeValues = context.Request.RouteValues;
        return new HttpUpgradeRequest(
            routeValues.Count == 0 ? null : new RouteValueDictionary(routeValues),
            context.Request.QueryString.HasValue
                ? new QueryCollection(new Dictionary<string, StringValues>(context.Request.Query, StringComparer.OrdinalIgnoreCase))
                : null)
        {
            User = context.Features.Get<IHttpAuthenticationFeature>()?.User,
            RemoteEndPoint = RemoteEndPointOf(context.Features.Get<IHttpConnectionFeature>()),
            Subprotocol = agreement.Subprotocol,
            AuthToken = agreement.AuthToken,
            Deflate = agreement.Deflate,
            Items = StringItemsOf(context),
        };
    }

    public override string? Param(string name) =>
        routeValues is not null && routeValues.TryGetValue(name, out object? value) ? value?.ToString() : null;

    public override string? QueryParam(string name) =>
        query is not null && query.TryGetValue(name, out var values) && values.Count > 0 ? values[0] : null;

    private static IPEndPoint? RemoteEndPointOf(IHttpConnectionFeature? connection) =>
        connection?.RemoteIpAddress is { } address ? new IPEndPoint(address, connection.RemotePort) : null;

    private static Dictionary<string, object?>? StringItemsOf(HttpContext context)
    {
        Dictionary<string, object?>? items = null;
        if (context.Features.Get<IItemsFeature>() is not { } feature) return null;
        foreach ((object key, object? value) in feature.Items)
            if (key is string name) (items ??= [])[name] = value;
        return items;
    }
}
