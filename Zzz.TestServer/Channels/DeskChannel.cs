namespace Zzz.TestServer.Channels;

/// <summary>Tracks the clients that join with a name; others only watch.</summary>
[Channel("desk:*")]
public class DeskChannel(IPresence presence)
{
    public void OnJoin(ChannelSocket socket, Visitor payload)
    {
        if (payload.Name is null) presence.PushState(socket);
        else presence.Track(socket, payload.Name, new Status("here"));
    }

    [On("status")]
    public void SetStatus(ChannelSocket socket, Visitor payload) => presence.Update(socket, payload.Name!, new Status(payload.Status!));

    [On("untrack")]
    public void Untrack(ChannelSocket socket, Visitor payload) => presence.Untrack(socket, payload.Name!);

    [On("list")]
    public Dictionary<string, int> List(ChannelSocket socket) =>
        presence.List<Status>(socket.Topic).ToDictionary(key => key.Key, key => key.Value.Count);
}
