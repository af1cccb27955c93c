using System.Text.Json;

namespace Zzz.Tests.Controllers;

/// <summary>Keeps the connection open after each error, unless the message says not to.</summary>
[WsRoute("/forgiving/{name}")]
public sealed class ForgivingController
{
    public void OnOpen(string name)
    {
        if (name == "throw-in-open") throw new InvalidOperationException("in OnOpen");
    }

    public async Task OnMessage(WsConnection ws, Order order)
    {
        if (order.Item == "later") await Task.Yield();
        if (order.Item != "fine") throw new InvalidOperationException(order.Item);
        ws.Send("fine");
    }

    public async Task<bool> OnError(WsConnection ws, Exception exception, string name)
    {
        await Task.Yield();
        if (exception.Message == "throw again") throw new NotSupportedException();
        ws.Send($"{name}: {(exception is JsonException ? "malformed" : exception.Message)}");
        return exception.Message != "unforgivable";
    }
}
