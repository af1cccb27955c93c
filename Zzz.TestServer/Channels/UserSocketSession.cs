using Zzz.Channels;
using Zzz.Hosting;

namespace Zzz.TestServer.Channels;

/// <summary>One connection of <see cref="UserSocket"/>.</summary>
internal sealed class UserSocketSession(UserSocket socket) : ChannelSession
{
    internal static ChannelSession Create(UpgradeBinder request) => new UserSocketSession(new UserSocket());

    protected override string? Id(WsConnection ws) => socket.Id(ws);
}
