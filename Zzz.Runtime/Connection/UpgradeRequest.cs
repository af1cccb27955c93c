using System.Net;
using System.Security.Claims;
using Zzz.Protocol;

namespace Zzz.Connection;

/// <summary>What a connection keeps of the request that opened it. Hosting fills it before the 101.</summary>
internal abstract class UpgradeRequest
{
    /// <summary>Who was authenticated; <see langword="null"/> if nobody asked.</summary>
    public required ClaimsPrincipal? User { get; init; }

    public required EndPoint? RemoteEndPoint { get; init; }

    public required string? Subprotocol { get; init; }

    /// <summary>The token that came in place of a subprotocol, or <see langword="null"/>.</summary>
    public required string? AuthToken { get; init; }

    /// <summary>How messages are compressed, or <see langword="null"/> if they are not.</summary>
    public required DeflateParameters? Deflate { get; init; }

    /// <summary>The string keys of the request's items, or <see langword="null"/> if there are none.</summary>
    public required Dictionary<string, object?>? Items { get; init; }

    /// <summary>A value of the route pattern.</summary>
    public abstract string? Param(string name);

    /// <summary>The first value of the query string under a name.</summary>
    public abstract string? QueryParam(string name);
}
