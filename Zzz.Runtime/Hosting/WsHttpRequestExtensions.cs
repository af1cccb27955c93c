using Microsoft.AspNetCore.Http;
using Zzz.Handshake;

namespace Zzz;

/// <summary>What Zzz can tell of a request before it is a connection.</summary>
public static class WsHttpRequestExtensions
{
    /// <summary>
    /// The token that a browser sent in place of a header: the subprotocol <c>base64url.bearer.phx.</c> and the token in Base64, padded or
    /// not, in either alphabet. For <c>OnUpgrade</c>, and for what authenticates requests. The connection keeps it as
    /// <see cref="WsConnection.AuthToken"/>.
    /// </summary>
    /// <param name="request">The upgrade request.</param>
    /// <returns>The token; <see langword="null"/> if there is none, or none that can be read, which the route refuses with 400.</returns>
    /// <example>
    /// <code>
    /// public bool OnUpgrade(HttpContext context) => context.Request.GetWsAuthToken() is { } token &amp;&amp; tokens.IsValid(token);
    /// </code>
    /// </example>
    public static string? GetWsAuthToken(this HttpRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        return AuthToken.TryRead(request.Headers.SecWebSocketProtocol, out string? token) ? token : null;
    }
}
