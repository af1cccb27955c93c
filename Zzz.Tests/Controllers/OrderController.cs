namespace Zzz.Tests.Controllers;

/// <summary>Takes JSON, and answers with JSON.</summary>
[WsRoute("/orders")]
public sealed class OrderController
{
    public Receipt? OnMessage(Order order)
    {
        if (order.Item == "nothing") return null;
        return new Receipt(order.Item, order.Count * 2);
    }
}
