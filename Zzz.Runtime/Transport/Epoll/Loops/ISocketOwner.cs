using Zzz.Transport.Epoll.Calls;

namespace Zzz.Transport.Epoll.Loops;

/// <summary>Handles the events of a <see cref="LoopSocket"/>. All calls come from the socket's loop.</summary>
internal interface ISocketOwner
{
    /// <summary>The socket is ready for something, or was when the loop looked.</summary>
    void OnReady(LoopSocket socket, ReadyEvents events);

    /// <summary>Called after <see cref="LoopSocket.Post"/>, or after the socket was closed at the request of another thread.</summary>
    void OnPosted(LoopSocket socket);

    /// <summary>The socket has been closed.</summary>
    void OnClosed(LoopSocket socket);
}
