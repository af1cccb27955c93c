using System.Runtime.CompilerServices;
using Microsoft.Extensions.DependencyInjection;
using Zzz.CompilerServices;

namespace Zzz.Dispatch;

/// <summary>Gives each call of a message handler that takes services a scope of its own (<see cref="WsOptions.ScopePerMessage"/>).</summary>
internal sealed class ScopedSession(WsSession session, IServiceScopeFactory scopes) : WsSession
{
    public override ValueTask OnOpen(WsConnection ws) => session.OnOpen(ws);

    public override ValueTask OnMessage(WsConnection ws, WsMessage message) =>
        session.TakesServices(message.Kind) ? HandleAsync(ws, message) : session.OnMessage(ws, message);

    public override ValueTask OnPing(WsConnection ws, ReadOnlySpan<byte> payload) => session.OnPing(ws, payload);

    public override ValueTask OnPong(WsConnection ws, ReadOnlySpan<byte> payload) => session.OnPong(ws, payload);

    public override ValueTask<bool> OnError(WsConnection ws, Exception exception) => session.OnError(ws, exception);

    public override ValueTask OnClose(WsConnection ws, WsCloseCode code, string reason) => session.OnClose(ws, code, reason);

    public override ValueTask DisposeAsync() => session.DisposeAsync();

    /// <summary>Whether a session has a handler that takes services.</summary>
    public static bool Suits(WsSession session) => session.TakesServices(WsMessageKind.Text) || session.TakesServices(WsMessageKind.Binary);

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder))]
    private async ValueTask HandleAsync(WsConnection ws, WsMessage message)
    {
        await using AsyncServiceScope scope = scopes.CreateAsyncScope();
        await session.With(scope.ServiceProvider).OnMessage(ws, message);
    }
}
