using System.Text.Json;
using Zzz.Tests.Channels;

namespace Zzz.Tests.Testing;

/// <summary>Tracks who is present, under the name with which each client joins.</summary>
[Channel("party:*")]
internal sealed class PartyChannel(IPresence presence)
{
    public void OnJoin(ChannelSocket socket, string name)
    {
        socket.Assign("name", name);
        presence.Track(socket, name, new Text("here"));
    }

    [On("away")]
    public void Away(ChannelSocket socket) => presence.Update(socket, socket.GetAssign<string>("name")!, new Text("away"));

    [On("said")]
    public void Said(ChannelSocket socket, JsonElement payload) => socket.Broadcast("said", payload);
}
