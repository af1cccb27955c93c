using Microsoft.AspNetCore.Http;
using Zzz.Handshake;

namespace Zzz;

/// <summary>Reads values from an upgrade request, before it becomes a connection.</summary>
public static class WsHttpRequestExtensions
{
    /// <summary>
    /// Returns the token that the client sent in place of a subprotocol: <c>base64url.bearer.phx.</c> followed by the token in Base64, with or
    /// without padding, in either alphabet. Call this in <c>OnUpgrade</c> or in an authentication handler. On the connection, the token is
    /// <see cref="WsConnection.AuthToken"/>.
    /// </summary>
    /// <param name="request">The upgrade request.</param>
    /// <returns>The token, or <see langword="null"/> if it is missing or malformed. If it is malformed, Zzz answers the request with 400.</returns>
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
