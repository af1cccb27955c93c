using Zzz;

[Channel("room:*"), History(200, Except = ["typing"])]
public sealed class RoomChannel(IPresence presence)
{
    private string _name = "";

    public JoinResult OnJoin(ChannelSocket socket, JoinRoom payload)
    {
        _name = payload.Name?.Trim() ?? "";
        if (_name.Length is 0) return JoinResult.Error("Please choose a name.");
        if (_name.Length > 32) return JoinResult.Error("A name has at most 32 characters.");

        presence.Track(socket, _name, new Online(DateTimeOffset.UtcNow));
        return JoinResult.Ok();
    }

    [On("new_msg")]
    public Reply NewMessage(ChannelSocket socket, NewMessage payload)
    {
        string body = payload.Body?.Trim() ?? "";
        if (body.Length is 0) return Reply.Error("A message needs some text.");
        if (body.Length > 1000) return Reply.Error("A message has at most 1000 characters.");

        socket.Broadcast("new_msg", new Said(_name, body));
        return Reply.Ok();
    }

    [On("typing"), RateLimit(2, Burst = 5)]
    public void Typing(ChannelSocket socket) => socket.BroadcastFrom("typing", new Typing(_name));
}
