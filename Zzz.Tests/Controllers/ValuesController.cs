using System.Security.Claims;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.DependencyInjection;

namespace Zzz.Tests.Controllers;

/// <summary>Reports the values that it received.</summary>
[WsRoute("/values/{room}/{id:int}/{day?}")]
public sealed class ValuesController
{
    public ValuesController(Calls calls)
    {
        ArgumentNullException.ThrowIfNull(calls);
        calls.Add("made");
    }

    public void OnOpen(
        WsConnection ws,
        string room,
        short ID,
        DayOfWeek? day,
        [FromQuery] double factor,
        [FromQuery(Name = "page-no")] int page = 1,
        [FromQuery] DateOnly? since = null,
        [FromHeader(Name = "X-Limit")] int? limit = 10) =>
        ws.Send(FormattableString.Invariant($"{room} {ID} {day} {factor} {page} {since:yyyy-MM-dd} {limit}"));

    public void OnMessage(
        WsConnection ws,
        string text,
        [FromQuery(Name = "n")] int[] numbers,
        [FromQuery(Name = "n")] string[]? same,
        [FromHeader(Name = "X-Days")] DayOfWeek[] days,
        [FromHeader(Name = "User-Agent")] string? agent) =>
        ws.Send($"{text}: {string.Join('+', numbers)} {(same is null ? "none" : same.Length)} {string.Join('+', days)} {agent}");

    public static void OnClose(
        ClaimsPrincipal user, [FromServices] Calls calls, [FromKeyedServices("x")] Calls? keyed, string room, CancellationToken closed) =>
        calls.Add($"close {room} {user.Identity?.Name} {closed.CanBeCanceled} {keyed is null}");
}
