using System.Net;

namespace Zzz.TestServer.Forms;

/// <summary>Takes route values of types that are parsed in different ways.</summary>
[WsRoute("/forms/route/:name/{id:int}/{key:guid}/{peer}/{day?}")]
public sealed class RouteController
{
    public void OnOpen(WsConnection ws, string name, int id, Guid key, IPAddress peer, DayOfWeek? day) =>
        ws.Send($"{name} {id} {key} {peer} {day?.ToString() ?? "none"}");
}
