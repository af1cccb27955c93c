using Zzz.CompilerServices;

namespace Zzz.Tests.Channels;

/// <summary>The session of a socket class without members, as the generator would write it, except for its id.</summary>
internal sealed class ScriptedSocket : ChannelSession
{
    public static ChannelSession Create(UpgradeBinder request) => new ScriptedSocket();

    protected override string? Id(WsConnection ws) => ws.QueryParam("id");
}
