using System.Net.WebSockets;

namespace Zzz.Bench.Servers.AspNetCore;

/// <summary>ASP.NET Core's WebSockets middleware with a hand-written receive loop.</summary>
internal sealed class MiddlewareServer(DeflateMode deflate, bool zeroByteReads) : Contestant
{
    private readonly Audience _audience = new();

    public override void AddTo(WebApplicationBuilder builder)
    {
    }

    public override void MapTo(WebApplication app)
    {
        app.UseWebSockets();
        app.Map("/echo", context => RunAsync(context, (ws, kind, message) => ws.SendAsync(message, kind, endOfMessage: true, CancellationToken.None)));
        app.Map("/publish", context => RunAsync(context, (_, kind, message) => _audience.SendAsync(kind, message)));
        app.Map("/subscribe", async context =>
        {
            using WebSocket ws = await AcceptAsync(context);
            using IDisposable subscription = _audience.Join(ws);
            await LoopOf(ws, (_, _, _) => default).RunAsync();
        });
    }

    private async Task RunAsync(HttpContext context, MessageHandler handler)
    {
        using WebSocket ws = await AcceptAsync(context);
        await LoopOf(ws, handler).RunAsync();
    }

    private Task<WebSocket> AcceptAsync(HttpContext context) => context.WebSockets.AcceptWebSocketAsync(new WebSocketAcceptContext
    {
        DangerousEnableCompression = deflate != DeflateMode.None,
        DisableServerContextTakeover = deflate == DeflateMode.Isolated,
    });

    private MessageLoop LoopOf(WebSocket ws, MessageHandler handler) => new(ws, handler, zeroByteReads);
}
