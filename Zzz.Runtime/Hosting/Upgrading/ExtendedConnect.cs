using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Zzz.Connection.Ports;
using Zzz.Hosting.Refusing;
using Zzz.Transport;

namespace Zzz.Hosting.Upgrading;

/// <summary>The opening handshake over HTTP/2 (RFC 8441): a CONNECT request that names a protocol, and whose stream becomes the connection.</summary>
internal sealed class ExtendedConnect : OpeningHandshake
{
    public override UpgradeRefusal? Judge(IHeaderDictionary headers) =>
        headers.SecWebSocketVersion == "13" ? null : UpgradeRefusal.VersionOfConnect; // RFC 8441 §5

    public override async Task<ITransport?> AcceptAsync(HttpContext context, Agreement agreement)
    {
        agreement.WriteTo(context.Response.Headers); // RFC 8441 §5: neither a key nor the answer to one
        return await HttpTransport.ConnectAsync(context);
    }

    protected override bool IsAskedFor(HttpContext context) =>
        context.Features.Get<IHttpExtendedConnectFeature>() is { IsExtendedConnect: true } connect
        && string.Equals(connect.Protocol, "websocket", StringComparison.OrdinalIgnoreCase); // RFC 8441 §5, RFC 9110 §7.8
}
