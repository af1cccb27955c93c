using System.Buffers;
using System.Text;
using Microsoft.Extensions.Logging;
using Zzz.Transport.Epoll;
using Zzz.Transport.Epoll.Calls;
using Zzz.Transport.Epoll.Loops;

namespace Zzz.Tests.Transport.Epoll;

/// <summary>A loop on a <see cref="FakeKernel"/>, which the test turns itself.</summary>
internal sealed class LoopBench
{
    public LoopBench(ILogger logger, int maxEventsPerTick = EpollLoop.MaxEventsPerTick) =>
        Loop = new EpollLoop(Kernel, new LoopEntries(), logger, maxEventsPerTick);

    public FakeKernel Kernel { get; } = new();

    public EpollLoop Loop { get; }

    public RecordingReceiver Receiver { get; } = new();

    /// <summary>Adds a connection that has sent a request, and returns it with its socket.</summary>
    public (HandshakeConnection Connection, LoopSocket Socket) Connect(string request = "GET / HTTP/1.1\r\n\r\n")
    {
        int descriptor = Kernel.Open();
        var socket = new LoopSocket(descriptor, Loop, new Nobody());
        Loop.Add(socket);
        Kernel.Sockets[descriptor].Arrive(Encoding.ASCII.GetBytes(request));
        var connection = new HandshakeConnection(socket, null, null, MemoryPool<byte>.Shared);
        socket.Owner = connection;
        connection.ReceiveHead(request.Length);
        return (connection, socket);
    }

    /// <summary>Adds a connection that was upgraded, and starts to receive.</summary>
    public (EpollTransport Transport, FakeSocket Socket, int Descriptor, Task Receiving) Upgrade()
    {
        (HandshakeConnection connection, LoopSocket socket) = Connect();
        EpollTransport transport = connection.TryTakeSocket()!;
        Task receiving = transport.ReceiveAsync(Receiver);
        Loop.Tick();
        return (transport, Kernel.Sockets[socket.Descriptor], socket.Descriptor, receiving);
    }

    /// <summary>Has the loop handle events of a descriptor.</summary>
    public void Raise(int descriptor, ReadyEvents events)
    {
        Kernel.Raise(descriptor, events);
        Loop.Tick();
    }

    private sealed class Nobody : ISocketOwner
    {
        public void OnReady(LoopSocket socket, ReadyEvents events)
        {
        }

        public void OnPosted(LoopSocket socket)
        {
        }

        public void OnClosed(LoopSocket socket)
        {
        }
    }
}
