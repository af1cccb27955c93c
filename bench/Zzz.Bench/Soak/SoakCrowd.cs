using System.Net;
using Zzz.Bench.Linux;
using Zzz.Bench.Load;
using Zzz.Bench.Servers;

namespace Zzz.Bench.Soak;

/// <summary>The clients of a soak test, which connect, send messages and leave.</summary>
internal sealed class SoakCrowd : IDisposable
{
    /// <summary>
    /// The addresses to connect from. One address has ports for about 28,000 connections, and some ports cannot be used for a minute after a
    /// connection.
    /// </summary>
    private static readonly IPAddress[] Sources = [.. Enumerable.Range(2, 8).Select(i => IPAddress.Parse($"127.0.0.{i}"))];

    private readonly ServerProcess _server;
    private readonly SoakTally _tally;
    private readonly ClientConnection _publisher;
    private readonly Epoll _epoll = new();
    private readonly byte[] _received = new byte[64 * 1024];
    private readonly Dictionary<int, SoakClient> _clients = [];
    private readonly Queue<SoakClient> _byAge = new();

    public SoakCrowd(ServerProcess server, SoakTally tally)
    {
        (_server, _tally) = (server, tally);
        _publisher = ClientConnection.Open(server.EndPoint, "/publish");
    }

    /// <summary>How many clients have not started to leave.</summary>
    public int Staying => _byAge.Count;

    /// <summary>The number of the last broadcast.</summary>
    public long Published { get; private set; }

    public bool IsSettled => _clients.Values.All(client => !client.AwaitsEcho && (client.LastBroadcast == 0 || client.LastBroadcast == Published));

    public int Connected => _clients.Count;

    public void Enter()
    {
        var client = SoakClient.Open(_server.EndPoint, Sources[_tally.Opened % Sources.Length], _tally);
        _clients[client.Descriptor] = client;
        _byAge.Enqueue(client);
        _epoll.Watch(client.Descriptor, client.Descriptor);
    }

    /// <summary>Makes the oldest client leave: most with a handshake, but every fifth without one.</summary>
    public void Leave()
    {
        if (!_byAge.TryDequeue(out SoakClient? client) || !IsConnected(client)) return;
        if (_tally.Opened % 5 > 0) client.Leave();
        else Forget(client);
    }

    public void Publish() => _publisher.Send(SoakClient.Message('b', ++Published));

    /// <summary>Makes the next client send a message, unless its previous echo is still in flight.</summary>
    public void Talk()
    {
        if (!_byAge.TryDequeue(out SoakClient? client) || !IsConnected(client)) return;
        _byAge.Enqueue(client);
        if (!client.AwaitsEcho) client.SendEcho();
    }

    /// <summary>Reads everything that the server has sent.</summary>
    public void Listen(int milliseconds)
    {
        ReadOnlySpan<Libc.EpollEvent> ready;
        do
        {
            ready = _epoll.Wait(milliseconds);
            foreach (Libc.EpollEvent next in ready) Receive(_clients[(int)next.Data]);
        }
        while (ready.Length == Epoll.MostAtOnce);
    }

    public void JudgeEnd()
    {
        foreach (SoakClient client in _clients.Values) client.JudgeEnd(Published);
    }

    public void Dispose()
    {
        _epoll.Dispose();
        _publisher.Dispose();
    }

    /// <summary>Whether a client is still connected. If not, another client may already have its descriptor.</summary>
    private bool IsConnected(SoakClient client) => _clients.GetValueOrDefault(client.Descriptor) == client;

    private void Receive(SoakClient client)
    {
        int read = Libc.Receive(client.Descriptor, _received);
        if (read > 0) client.Accept(_received.AsSpan(0, read));
        else Forget(client, endedByServer: !client.IsLeaving);
    }

    private void Forget(SoakClient client, bool endedByServer = false)
    {
        if (endedByServer) _tally.Ended++;
        _epoll.Forget(client.Descriptor);
        _clients.Remove(client.Descriptor);
        client.Drop();
    }
}
