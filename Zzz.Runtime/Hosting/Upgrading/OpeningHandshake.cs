using Microsoft.AspNetCore.Http;
using Zzz.Connection.Ports;
using Zzz.Handshake;
using Zzz.Hosting.Refusing;

namespace Zzz.Hosting.Upgrading;

/// <summary>A version of HTTP's way to ask for a WebSocket, and to answer.</summary>
internal abstract class OpeningHandshake
{
    private static readonly OpeningHandshake[] All = [new Http1Upgrade(), new ExtendedConnect()];

    /// <summary>The way in which a request asks; <see langword="null"/> if it asks for none.</summary>
    public static OpeningHandshake? Of(HttpContext context) => Array.Find(All, handshake => handshake.IsAskedFor(context));

    /// <summary>Whether a request asks by the headers of HTTP/1.1, which a server has to know too: ASP.NET Core's TestServer does not.</summary>
    public static bool IsRequestedOf(HttpRequest request) =>
        HttpProtocol.IsHttp11(request.Protocol)
        && HeaderTokens.Contains(request.Headers.Connection, "Upgrade")
        && HeaderTokens.Contains(request.Headers.Upgrade, "websocket"); // RFC 6455 §4.2.1

    /// <summary>Whether the headers that only this way has are as they must be.</summary>
    public abstract UpgradeRefusal? Judge(IHeaderDictionary headers);

    /// <summary>Says yes, and gives what the request became; <see langword="null"/> if the server takes no more.</summary>
    public abstract Task<ITransport?> AcceptAsync(HttpContext context, Agreement agreement);

    protected abstract bool IsAskedFor(HttpContext context);
}
