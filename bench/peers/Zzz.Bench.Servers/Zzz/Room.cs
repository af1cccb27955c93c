using System.Collections.Concurrent;

namespace Zzz.Bench.Servers.Zzz;

/// <summary>The connections that broadcasts go to.</summary>
public sealed class Room
{
    private readonly ConcurrentDictionary<WsConnection, bool> _members = new();

    public void Join(WsConnection ws) => _members[ws] = true;

    public void Leave(WsConnection ws) => _members.TryRemove(ws, out _);

    public void Send(WsMessage message)
    {
        foreach ((WsConnection ws, _) in _members) ws.Send(message);
    }
}
