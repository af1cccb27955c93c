using System.Globalization;
using Microsoft.AspNetCore.Mvc;

namespace Zzz.TestServer.Forms;

/// <summary>Takes values of the query string: required, nullable, with a default, under another name, and arrays.</summary>
[WsRoute("/forms/query")]
public sealed class QueryController
{
    public void OnOpen(
        WsConnection ws,
        [FromQuery] double factor,
        [FromQuery] DateOnly? since,
        [FromQuery(Name = "page-no")] int page = 1,
        [FromQuery] DayOfWeek start = DayOfWeek.Monday,
        [FromQuery] string? text = "none") =>
        ws.Send(string.Create(CultureInfo.InvariantCulture, $"{factor} {since?.ToString("O", CultureInfo.InvariantCulture) ?? "ever"} {page} {start} {text}"));

    public string OnMessage(string text, [FromQuery] int[] n, [FromQuery] string[] tag, [FromQuery] DayOfWeek[]? days = null) =>
        $"{text}: {string.Join('+', n)} {string.Join('+', tag)} {string.Join('+', days ?? [])}";
}
