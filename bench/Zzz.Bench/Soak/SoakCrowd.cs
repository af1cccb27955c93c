using System.Net;
using Zzz.Bench.Linux;
using Zzz.Bench.Load;
using Zzz.Bench.Servers;

namespace Zzz.Bench.Soak;

/// <summary>The clients of a soak, which come, talk and go.</summary>
internal sealed class SoakCrowd : IDisposable
{
    /// <summary>One address has ports for about 28,000 connections, and some of them rest for a minute after each.</summary>
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

    /// <summary>How many have not begun to leave.</summary>
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

    /// <summary>The oldest goes: most with a handshake, every fifth without a word.</summary>
    public void Leave()
    {
        if (!_byAge.TryDequeue(out SoakClient? client) || !IsConnected(client)) return;
        if (_tally.Opened % 5 > 0) client.Leave();
        else Forget(client);
    }

    public void Publish() => _publisher.Send(SoakClient.Message('b', ++Published));

    /// <summary>The next in turn says something, unless its last word is still under way.</summary>
    public void Talk()
    {
        if (!_byAge.TryDequeue(out SoakClient? client) || !IsConnected(client)) return;
        _byAge.Enqueue(client);
        if (!client.AwaitsEcho) client.SendEcho();
    }

    /// <summary>Hears all that the server has to say.</summary>
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

    /// <summary>Another client may have its descriptor by now.</summary>
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
