using System.Net;

namespace Zzz.Transport.Epoll.Calls;

/// <summary>
/// The system calls of the loops. Each returns its result, or the negative number of the error (see <see cref="Errno"/>), as the kernel does. Tests
/// script the answers.
/// </summary>
internal interface ILoopCalls
{
    int CreateEpoll();

    /// <summary>Creates an <c>eventfd</c>.</summary>
    int CreateSignal();

    /// <summary>Adds to an <c>eventfd</c>, which wakes the loop that watches it.</summary>
    int Signal(int signal);

    int Watch(int epoll, int descriptor, ReadyEvents events, ulong key);

    int Unwatch(int epoll, int descriptor);

    /// <summary>Waits until descriptors are ready, and returns how many. A negative time waits without a limit.</summary>
    int Wait(int epoll, Span<Readiness> ready, int milliseconds);

    /// <summary>Accepts a connection, whose socket does not block and is not inherited by child processes.</summary>
    int Accept(int listener);

    int Receive(int socket, Span<byte> buffer);

    /// <summary>Reads bytes that stay in the socket.</summary>
    int Peek(int socket, Span<byte> buffer);

    int Send(int socket, ReadOnlySpan<byte> bytes);

    /// <summary>Sends a FIN, after what is still to be sent.</summary>
    int FinishSending(int socket);

    /// <summary>Makes <see cref="Close"/> reset the connection.</summary>
    int ResetOnClose(int socket);

    int Close(int descriptor);

    /// <summary>Returns the address of the socket's own end, or <see langword="null"/> if it is not an address of the Internet.</summary>
    EndPoint? LocalEndPoint(int socket);

    /// <summary>Returns the address of the peer, or <see langword="null"/> if it is not an address of the Internet.</summary>
    EndPoint? RemoteEndPoint(int socket);
}
