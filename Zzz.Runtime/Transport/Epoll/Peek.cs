using Zzz.Transport.Epoll.Calls;
using Zzz.Transport.Epoll.Loops;

namespace Zzz.Transport.Epoll;

/// <summary>
/// Owns accepted sockets until their first bytes arrive. A whole, plain upgrade request becomes a <see cref="HandshakeConnection"/> on the loop;
/// anything else goes to Kestrel's own transport, with its bytes unread.
/// </summary>
internal sealed class Peek(ConnectionMaker maker, UnheardSockets unheard) : ISocketOwner
{
    public void OnReady(LoopSocket socket, ReadyEvents events) => Decide(socket, events);

    public void OnPosted(LoopSocket socket)
    {
    }

    public void OnClosed(LoopSocket socket) => unheard.Remove();

    /// <summary>Decides about a socket, or leaves it to a <see cref="SilentSocket"/> if nothing has arrived yet.</summary>
    public void Decide(LoopSocket socket, ReadyEvents events)
    {
        Span<byte> room = socket.Loop.Arena.Room().Span[..RequestHead.MaxLength];
        int count = socket.Peek(room);
        if (count == 0) socket.CloseNow(reset: false);
        else if (count == LoopSocket.NothingYet) Wait(socket);
        else if ((events & ReadyEvents.End) == 0 && RequestHead.LengthOfUpgrade(room[..count]) is > 0 and int length) Take(socket, length);
        else PassOn(socket);
    }

    private void Wait(LoopSocket socket)
    {
        if (socket.Owner == this) socket.Owner = new SilentSocket(socket, this, maker.Timers, maker.HeadersTimeout);
    }

    private void Take(LoopSocket socket, int length)
    {
        HandshakeConnection connection = maker.Make(socket);
        socket.Owner = connection;
        unheard.Remove();
        connection.ReceiveHead(length);
        if (!maker.TryHandOut(connection)) socket.CloseNow(reset: false);
    }

    private void PassOn(LoopSocket socket)
    {
        maker.PassOn(socket);
        unheard.Remove();
    }
}
