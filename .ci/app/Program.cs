using System.Net.WebSockets;
using System.Text;

var builder = WebApplication.CreateSlimBuilder(args);
builder.WebHost.UseUrls("http://127.0.0.1:0");
builder.Services.AddZzz();
if (!args.Contains("--tested")) builder.Services.AddHostedService<Client>();
var app = builder.Build();
app.MapZzz();
app.Run();

[WsRoute("/ws/echo")]
public sealed class EchoController
{
    public void OnMessage(WsConnection ws, WsMessage message) => ws.Send(message);
}

/// <summary>Sends one message to the app that it is in, prints what comes back, and stops the app.</summary>
internal sealed class Client(IHostApplicationLifetime app, Microsoft.AspNetCore.Hosting.Server.IServer server) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stopping)
    {
        var started = new TaskCompletionSource();
        using CancellationTokenRegistration registration = app.ApplicationStarted.Register(started.SetResult);
        await started.Task.WaitAsync(stopping);

        string address = server.Features.Get<Microsoft.AspNetCore.Hosting.Server.Features.IServerAddressesFeature>()!.Addresses.First();
        using var socket = new ClientWebSocket();
        await socket.ConnectAsync(new Uri($"{address.Replace("http", "ws", StringComparison.Ordinal)}/ws/echo"), stopping);
        await socket.SendAsync("hello"u8.ToArray(), WebSocketMessageType.Text, endOfMessage: true, stopping);

        byte[] buffer = new byte[64];
        WebSocketReceiveResult received = await socket.ReceiveAsync(buffer, stopping);
        Console.WriteLine($"echo: {Encoding.UTF8.GetString(buffer, 0, received.Count)}");
        await socket.CloseAsync(WebSocketCloseStatus.NormalClosure, null, stopping);
        app.StopApplication();
    }
}
