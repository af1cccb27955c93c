using System.Security.Claims;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace Zzz.TestServer.Forms;

/// <summary>The forms of <c>OnUpgrade</c>, each of which accepts the request if the query string says so.</summary>
public static class UpgradeControllers
{
    [WsRoute("/forms/upgrade/bool")]
    public sealed class Bool
    {
        public bool OnUpgrade([FromQuery] bool accept) => accept;
    }

    [WsRoute("/forms/upgrade/task-of-bool")]
    public sealed class TaskOfBool
    {
        public async Task<bool> OnUpgrade([FromQuery] bool accept)
        {
            await Task.Yield();
            return accept;
        }
    }

    [WsRoute("/forms/upgrade/valuetask-of-bool")]
    public sealed class ValueTaskOfBool
    {
        public ValueTask<bool> OnUpgrade([FromQuery] bool accept) => new(accept);
    }

    [WsRoute("/forms/upgrade/result")]
    public sealed class Result
    {
        public static IResult? OnUpgrade([FromQuery] bool accept) => accept ? null : Results.StatusCode(418);
    }

    [WsRoute("/forms/upgrade/task-of-result")]
    public sealed class TaskOfResult
    {
        public Task<StatusCodeHttpResult?> OnUpgrade([FromQuery] bool accept) =>
            Task.FromResult(accept ? null : TypedResults.StatusCode(418));
    }

    [WsRoute("/forms/upgrade/valuetask-of-result")]
    public sealed class ValueTaskOfResult
    {
        public async ValueTask<IResult?> OnUpgrade(HttpContext context, ClaimsPrincipal user, [FromQuery] bool accept, CancellationToken aborted)
        {
            await Task.Delay(1, aborted);
            context.Items["greeting"] = $"hello {user.Identity?.Name}";
            return accept ? null : Results.Problem("not today", statusCode: 418);
        }

        public void OnOpen(WsConnection ws) => ws.Send(ws.GetAssign<string>("greeting")!);
    }
}
