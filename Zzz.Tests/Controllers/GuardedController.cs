using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;

namespace Zzz.Tests.Controllers;

/// <summary>Accepts or refuses upgrades as the query string says.</summary>
[WsRoute("/guarded")]
public sealed class GuardedController(Calls calls) : IDisposable
{
    public static void Configure(WsOptions options) => options.Subprotocols.Add("guarded.v1");

    public async Task<IResult?> OnUpgrade(HttpContext context, [FromQuery] string? token)
    {
        await Task.Yield();
        context.Items["token"] = token;
        return token switch
        {
            "throw" => throw new InvalidOperationException(),
            null => Results.Text("no token", statusCode: StatusCodes.Status401Unauthorized),
            _ => null,
        };
    }

    public void OnOpen(WsConnection ws, [FromQuery] string? token) => ws.Send($"{token} {ws.GetAssign<string>("token")} {ws.Subprotocol}");

    public void Dispose() => calls.Add("disposed");
}
