using Microsoft.AspNetCore.Http;
using Zzz.Handshake;

namespace Zzz;

/// <summary>Reads values of an upgrade request before it becomes a connection.</summary>
public static class WsHttpRequestExtensions
{
    /// <summary>
    /// Returns the token that the client sent as a subprotocol: <c>base64url.bearer.phx.</c> followed by the token in Base64, with or without
    /// padding, in either alphabet. Call it in <c>OnUpgrade</c> or in an authentication handler. The connection has the token as
    /// <see cref="WsConnection.AuthToken"/>.
    /// </summary>
    /// <param name="request">The upgrade request.</param>
    /// <returns>
    /// The token, or <see langword="null"/> if there is none or it is malformed. Zzz answers a request with a malformed token with 400.
    /// </returns>
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
