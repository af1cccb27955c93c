using Microsoft.AspNetCore.Http;

namespace Zzz.Tests.Controllers;

/// <summary>Admits clients with the right token, sent in the way that browsers can.</summary>
[WsRoute("/token")]
public sealed class TokenController
{
    public static void Configure(WsOptions options) => options.Subprotocols.Add("chat.v1");

    public bool OnUpgrade(HttpContext context) => context.Request.GetWsAuthToken() is "open sesame";

    public void OnOpen(WsConnection ws) => ws.Send($"{ws.AuthToken}, {ws.Subprotocol}");
}
