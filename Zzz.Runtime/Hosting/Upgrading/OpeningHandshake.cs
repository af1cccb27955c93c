using Microsoft.AspNetCore.Http;
using Zzz.Connection.Ports;
using Zzz.Handshake;
using Zzz.Hosting.Refusing;

namespace Zzz.Hosting.Upgrading;

/// <summary>The WebSocket handshake over one version of HTTP: how a client requests it, and how the server answers.</summary>
internal abstract class OpeningHandshake
{
    private static readonly OpeningHandshake[] All = [new Http1Upgrade(), new ExtendedConnect()];

    /// <summary>Returns the handshake that a request uses, or <see langword="null"/> if the request does not ask for a WebSocket.</summary>
    public static OpeningHandshake? Of(HttpContext context) => Array.Find(All, handshake => handshake.IsAskedFor(context));

    /// <summary>
    /// Whether a request has the headers of an HTTP/1.1 upgrade. The server may still not support upgrades; TestServer, for example, does not.
    /// </summary>
    public static bool IsRequestedOf(HttpRequest request) =>
        HttpProtocol.IsHttp11(request.Protocol)
        && HeaderTokens.Contains(request.Headers.Connection, "Upgrade")
        && HeaderTokens.Contains(request.Headers.Upgrade, "websocket"); // RFC 6455 §4.2.1

    /// <summary>Checks the headers that are specific to this version of HTTP, and returns a refusal if they are invalid.</summary>
    public abstract UpgradeRefusal? Judge(IHeaderDictionary headers);

    /// <summary>Accepts the request and returns its transport, or returns <see langword="null"/> if the server has no room for more connections.</summary>
    public abstract Task<ITransport?> AcceptAsync(HttpContext context, Agreement agreement);

    protected abstract bool IsAskedFor(HttpContext context);
}
