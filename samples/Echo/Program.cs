using Zzz;

var builder = WebApplication.CreateSlimBuilder(args);
builder.Services.AddZzz();
var app = builder.Build();
app.MapZzz();
app.MapGet("/", Page.WriteAsync);
app.Run();

[WsRoute("/ws/echo")]
public sealed class EchoController
{
    public void OnOpen(WsConnection ws) { }
    public void OnMessage(WsConnection ws, WsMessage message) => ws.Send(message);
    public void OnClose(WsConnection ws, WsCloseCode code, string reason) { }
}
