using System.Net;
using System.Security.Claims;
using Zzz.Protocol;

namespace Zzz.Connection;

/// <summary>The values of the upgrade request that a connection keeps. Hosting fills them in before the 101 response.</summary>
internal abstract class UpgradeRequest
{
    /// <summary>The authenticated user, or <see langword="null"/> if no authentication has run.</summary>
    public required ClaimsPrincipal? User { get; init; }

    public required EndPoint? RemoteEndPoint { get; init; }

    public required string? Subprotocol { get; init; }

    /// <summary>The token that was sent in place of a subprotocol, or <see langword="null"/> if none was.</summary>
    public required string? AuthToken { get; init; }

    /// <summary>The parameters for compression, or <see langword="null"/> if messages are not compressed.</summary>
    public required DeflateParameters? Deflate { get; init; }

    /// <summary>The entries of <c>HttpContext.Items</c> whose keys are strings, or <see langword="null"/> if there are none.</summary>
    public required Dictionary<string, object?>? Items { get; init; }

    /// <summary>Returns a value of the route pattern.</summary>
    public abstract string? Param(string name);

    /// <summary>Returns the first value in the query string with this name.</summary>
    public abstract string? QueryParam(string name);
}
