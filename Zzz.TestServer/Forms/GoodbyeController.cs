using Microsoft.AspNetCore.Mvc;

namespace Zzz.TestServer.Forms;

/// <summary>Records the arguments of <c>OnClose</c>, values of the request, and the controller's own disposal.</summary>
[WsRoute("/forms/goodbye/{id}")]
public sealed class GoodbyeController(ClosedConnections closed) : IAsyncDisposable
{
    private string? _id;

    public void OnOpen(string id) => _id = id;

    public async ValueTask OnClose(string id, WsCloseCode code, string reason, [FromQuery] int number, [FromServices] ClosedConnections same)
    {
        await Task.Yield();
        same.Add(id, code, $"{reason} {number}");
    }

    public ValueTask DisposeAsync()
    {
        closed.Add($"{_id}-disposed", WsCloseCode.NormalClosure, "disposed");
        return default;
    }
}
