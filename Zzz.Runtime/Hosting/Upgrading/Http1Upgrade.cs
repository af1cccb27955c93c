using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Zzz.Connection.Ports;
using Zzz.Handshake;
using Zzz.Hosting.Refusing;
using Zzz.Transport;

namespace Zzz.Hosting.Upgrading;

/// <summary>The opening handshake over HTTP/1.1 (RFC 6455 §4.2): an upgrade of the whole connection.</summary>
internal sealed class Http1Upgrade : OpeningHandshake
{
    public override UpgradeRefusal? Judge(IHeaderDictionary headers)
    {
        if (headers.SecWebSocketVersion != "13") return UpgradeRefusal.Version; // RFC 6455 §4.2.2
        bool hasKey = headers.SecWebSocketKey.Count == 1 && AcceptKey.IsValidKey(headers.SecWebSocketKey);
        return hasKey ? null : UpgradeRefusal.Key; // RFC 6455 §4.2.1
    }

    public override async Task<ITransport?> AcceptAsync(HttpContext context, Agreement agreement)
    {
        IHeaderDictionary headers = context.Response.Headers;
        headers.Upgrade = "websocket"; // RFC 6455 §4.2.2
        headers.SecWebSocketAccept = AcceptKey.Compute(context.Request.Headers.SecWebSocketKey!); // RFC 6455 §4.2.2
        agreement.WriteTo(headers);
        try
        {
            return await HttpTransport.UpgradeAsync(context);
        }
        catch (InvalidOperationException) when (MayBeFull(context))
        {
            headers.Remove("Upgrade");
            headers.Remove("Sec-WebSocket-Accept");
            headers.Remove("Sec-WebSocket-Protocol");
            headers.Remove("Sec-WebSocket-Extensions");
            return null;
        }
    }

    protected override bool IsAskedFor(HttpContext context) =>
        context.Features.Get<IHttpUpgradeFeature>() is { IsUpgradableRequest: true } && IsRequestedOf(context.Request);

    /// <summary>Whether the server's limit on upgraded connections may be the cause: there is a limit, and no response has begun.</summary>
    private static bool MayBeFull(HttpContext context) =>
        context.Response is { HasStarted: false, StatusCode: not StatusCodes.Status101SwitchingProtocols }
        && context.RequestServices.GetService<IOptions<KestrelServerOptions>>()?.Value.Limits.MaxConcurrentUpgradedConnections is not null;
}
