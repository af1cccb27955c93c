using Microsoft.AspNetCore.Mvc;

namespace Zzz.TestServer.Forms;

/// <summary>Takes values of headers: required, nullable, with a default, and arrays.</summary>
[WsRoute("/forms/headers")]
public sealed class HeaderController
{
    public void OnOpen(
        WsConnection ws,
        [FromHeader] string host,
        [FromHeader(Name = "X-Trace")] Guid? trace,
        [FromHeader(Name = "X-Days")] DayOfWeek[] days,
        [FromHeader(Name = "X-Limit")] int limit = 10) =>
        ws.Send($"{host} {trace?.ToString() ?? "none"} {string.Join('+', days)} {limit}");
}
