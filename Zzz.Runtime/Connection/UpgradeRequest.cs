using System.Net;
using System.Security.Claims;
using Zzz.Protocol;

namespace Zzz.Connection;

/// <summary>The values of the upgrade request that a connection keeps. Hosting fills it before the 101.</summary>
internal abstract class UpgradeRequest
{
    /// <summary>The authenticated user, or <see langword="null"/> if no authentication has run.</summary>
    public required ClaimsPrincipal? User { get; init; }

    public required EndPoint? RemoteEndPoint { get; init; }

    public required string? Subprotocol { get; init; }

    /// <summary>The token that was sent as a subprotocol, or <see langword="null"/>.</summary>
    public required string? AuthToken { get; init; }

    /// <summary>The parameters of compression, or <see langword="null"/> if messages are not compressed.</summary>
    public required DeflateParameters? Deflate { get; init; }

    /// <summary>The string keys of the request's items, or <see langword="null"/> if there are none.</summary>
    public required Dictionary<string, object?>? Items { get; init; }

    /// <summary>A value of the route pattern.</summary>
    public abstract string? Param(string name);

    /// <summary>The first value of the query string under a name.</summary>
    public abstract string? QueryParam(string name);
}
