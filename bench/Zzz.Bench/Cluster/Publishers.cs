using System.Net.Sockets;
using System.Text;
using Zzz.Bench.Linux;
using Zzz.Bench.Load;
using Zzz.Bench.Servers;

namespace Zzz.Bench.Cluster;

/// <summary>Connections over which messages are published, one to each server.</summary>
internal sealed class Publishers : IDisposable
{
    private static readonly string Text = new('x', 128);

    private readonly Fleet _fleet;
    private readonly TopicDialect _dialect;
    private readonly ClientConnection[] _sockets;
    private readonly Socket[] _requests;
    private readonly byte[] _answers = new byte[64 * 1024];

    public Publishers(Fleet fleet, TopicDialect dialect)
    {
        (_fleet, _dialect) = (fleet, dialect);
        _sockets = [.. fleet.Servers.Select(server => dialect.Open(server))];
        _requests = [.. fleet.Servers.Select(Connect)];
    }

    /// <summary>Publishes over a WebSocket.</summary>
    public void Publish(int server, string topic) => _sockets[server % Fleet.Size].Send(_dialect.PublishFrame(topic, Text));

    /// <summary>Publishes by a request. Its answer is read with a later one.</summary>
    public void Post(int server, string topic)
    {
        Socket socket = _requests[server % Fleet.Size];
        socket.Send(Encoding.ASCII.GetBytes(
            $"POST {_dialect.Post}/{topic} HTTP/1.1\r\nHost: {_fleet.Servers[server % Fleet.Size].EndPoint}\r\nContent-Length: {Text.Length}\r\n\r\n{Text}"));
        while (Libc.Receive((int)socket.Handle, _answers) > 0)
        {
        }
    }

    public void Dispose()
    {
        foreach (ClientConnection socket in _sockets) socket.Dispose();
        foreach (Socket request in _requests) request.Dispose();
    }

    private static Socket Connect(ServerProcess server)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        socket.Connect(server.EndPoint);
        return socket;
    }
}
