using System.Net;
using Zzz.Transport.Epoll.Calls;

namespace Zzz.Tests.Transport.Epoll;

/// <summary>A kernel whose answers the test scripts. It fails the test if a descriptor that is not open is used.</summary>
internal sealed class FakeKernel : ILoopCalls
{
    private readonly SortedSet<int> _free = [.. Enumerable.Range(3, 100)];
    private readonly Dictionary<int, ulong> _watched = [];
    private readonly Queue<Readiness> _ready = new();

    /// <summary>The results of the next calls of <see cref="Accept"/>: errors, or 0 for a connection.</summary>
    public Queue<int> Accepts { get; } = new();

    /// <summary>The results of the next calls of <see cref="Watch"/>.</summary>
    public Queue<int> Watches { get; } = new();

    public Dictionary<int, FakeSocket> Sockets { get; } = [];

    /// <summary>The number of calls of <see cref="Accept"/>.</summary>
    public int AcceptCalls { get; private set; }

    /// <summary>Opens the lowest free descriptor.</summary>
    public int Open()
    {
        int descriptor = _free.Min;
        _free.Remove(descriptor);
        Sockets[descriptor] = new FakeSocket();
        return descriptor;
    }

    public bool IsWatched(int descriptor) => _watched.ContainsKey(descriptor);

    /// <summary>Makes the next wait report events.</summary>
    public void Raise(int descriptor, ReadyEvents events) => _ready.Enqueue(new Readiness(events, _watched[descriptor]));

    public int CreateEpoll() => Open();

    public int CreateSignal() => Open();

    public int Signal(int signal) => 8;

    public int Watch(int epoll, int descriptor, ReadyEvents events, ulong key)
    {
        _ = Of(descriptor);
        if (Watches.TryDequeue(out int error)) return error;
        _watched.Add(descriptor, key);
        return 0;
    }

    public int Unwatch(int epoll, int descriptor)
    {
        _ = Of(descriptor);
        return _watched.Remove(descriptor) ? 0 : throw new InvalidOperationException($"{descriptor} is not watched.");
    }

    public int Wait(int epoll, Span<Readiness> ready, int milliseconds)
    {
        if (_ready.Count == 0) return milliseconds == 0 ? 0 : -Errno.Interrupted;
        int count = 0;
        while (count < ready.Length && _ready.TryDequeue(out Readiness one)) ready[count++] = one;
        return count;
    }

    public int Accept(int listener)
    {
        _ = Of(listener);
        AcceptCalls++;
        if (!Accepts.TryDequeue(out int result)) return -Errno.Again;
        return result < 0 ? result : Open();
    }

    public int Receive(int socket, Span<byte> buffer) => Of(socket).Receive(buffer);

    public int Peek(int socket, Span<byte> buffer) => Of(socket).Peek(buffer);

    public int Send(int socket, ReadOnlySpan<byte> bytes) => Of(socket).Send(bytes);

    public int FinishSending(int socket)
    {
        Of(socket).End += "FIN";
        return 0;
    }

    public int ResetOnClose(int socket)
    {
        Of(socket).End += "RST";
        return 0;
    }

    public int Close(int descriptor)
    {
        _ = Of(descriptor);
        Sockets[descriptor].IsOpen = false;
        _watched.Remove(descriptor);
        _free.Add(descriptor);
        return 0;
    }

    public EndPoint? LocalEndPoint(int socket) => new IPEndPoint(IPAddress.Loopback, 80);

    public EndPoint? RemoteEndPoint(int socket) => new IPEndPoint(IPAddress.Loopback, socket);

    private FakeSocket Of(int descriptor) => Sockets.TryGetValue(descriptor, out FakeSocket? socket) && socket.IsOpen
        ? socket
        : throw new InvalidOperationException($"{descriptor} is not open.");
}
