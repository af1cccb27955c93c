using System.Runtime.CompilerServices;
using Microsoft.Extensions.DependencyInjection;
using Zzz.CompilerServices;

namespace Zzz.Channels.Contract;

/// <summary>Gives each call of an event handler that takes services a scope of its own (<see cref="WsOptions.ScopePerMessage"/>).</summary>
internal sealed class ScopedChannel(ChannelInstance channel, IServiceScopeFactory scopes) : ChannelInstance
{
    public override ValueTask<JoinResult> OnJoin(ChannelSocket socket, ChannelMessage join) => channel.OnJoin(socket, join);

    public override ValueTask OnEvent(int index, ChannelSocket socket, ChannelMessage message) =>
        channel.TakesServices(index) ? HandleAsync(index, socket, message) : channel.OnEvent(index, socket, message);

    public override ValueTask OnLeave(ChannelSocket socket) => channel.OnLeave(socket);

    public override ValueTask DisposeAsync() => channel.DisposeAsync();

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder))]
    private async ValueTask HandleAsync(int index, ChannelSocket socket, ChannelMessage message)
    {
        await using AsyncServiceScope scope = scopes.CreateAsyncScope();
        await channel.With(scope.ServiceProvider).OnEvent(index, socket, message);
    }
}
