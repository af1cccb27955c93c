using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Text;

namespace Zzz.Tests.Peers;

/// <summary>A client that is merely a socket. It sends what no well-behaved client would, and sees each byte that comes back.</summary>
internal sealed class RawPeer : IDisposable
{
    private readonly Socket _socket;
    private readonly Stream _stream;

    private RawPeer(Socket socket, Stream? stream = null)
    {
        _socket = socket;
        _stream = stream ?? new NetworkStream(socket);
    }

    public Socket Socket => _socket;

    /// <summary>Connects without a handshake.</summary>
    public static async Task<RawPeer> ConnectAsync(int port)
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        await socket.ConnectAsync(IPAddress.Loopback, port).Guarded();
        return new RawPeer(socket);
    }

    /// <summary>Connects to an app over the wire, without an HTTP handshake.</summary>
    public static async Task<RawPeer> ConnectAsync(Wire wire, TestApp app)
    {
        if (wire == Wire.Http1UnixSocket)
        {
            var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
            await socket.ConnectAsync(new UnixDomainSocketEndPoint(WireExtensions.UnixSocketOf(app.WebSocketUri("/")))).Guarded();
            return new RawPeer(socket);
        }

        RawPeer peer = await ConnectAsync(app.Port);
        if (!wire.IsSecure()) return peer;
        var tls = new SslStream(peer._stream);
        await tls.AuthenticateAsClientAsync(new SslClientAuthenticationOptions
        {
            TargetHost = "localhost",
            ApplicationProtocols = [wire.IsHttp2() ? SslApplicationProtocol.Http2 : SslApplicationProtocol.Http11],
            RemoteCertificateValidationCallback = (_, certificate, _, _) => TestCertificate.IsIt(certificate),
        }).Guarded();
        return new RawPeer(peer._socket, tls);
    }

    /// <summary>Connects and performs the handshake.</summary>
    public static async Task<RawPeer> OpenAsync(int port, string path, params string[] headers)
    {
        RawPeer peer = await ConnectAsync(port);
        await peer.UpgradeAsync(path, headers);
        return peer;
    }

    /// <summary>Builds a valid upgrade request.</summary>
    public static byte[] Handshake(string path, params string[] headers) => Encoding.ASCII.GetBytes(
        $"GET {path} HTTP/1.1\r\nHost: localhost\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n"
        + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n" + string.Concat(headers.Select(header => header + "\r\n")) + "\r\n");

    /// <summary>Performs the handshake.</summary>
    public async Task UpgradeAsync(string path, params string[] headers)
    {
        await SendAsync(Handshake(path, headers));
        string response = await ReadHeadAsync();
        if (!response.StartsWith("HTTP/1.1 101 ", StringComparison.Ordinal)) throw new InvalidOperationException($"No upgrade: {response}");
    }

    public Task SendAsync(params byte[] bytes) => _stream.WriteAsync(bytes).AsTask().Guarded();

    public Task SendAsync(string text) => SendAsync(Encoding.ASCII.GetBytes(text));

    /// <summary>Stops sending, with a FIN, but still receives.</summary>
    public void FinishSending() => _socket.Shutdown(SocketShutdown.Send);

    /// <summary>Ends the connection with a reset.</summary>
    public void Reset()
    {
        _socket.LingerState = new LingerOption(enable: true, seconds: 0);
        _socket.Dispose();
    }

    /// <summary>Receives exactly this many bytes.</summary>
    public async Task<byte[]> ReadAsync(int count)
    {
        byte[] bytes = new byte[count];
        for (int received = 0; received < count;)
        {
            int read = await _stream.ReadAsync(bytes.AsMemory(received)).AsTask().Guarded();
            if (read == 0) throw new EndOfStreamException($"The server closed after {received} of {count} bytes.");
            received += read;
        }

        return bytes;
    }

    /// <summary>Receives everything up to the server's FIN. A reset throws.</summary>
    public async Task<byte[]> ReadToEndAsync()
    {
        var all = new MemoryStream();
        byte[] buffer = new byte[64 * 1024];
        while (await _stream.ReadAsync(buffer).AsTask().Guarded() is > 0 and int read) all.Write(buffer, 0, read);
        return all.ToArray();
    }

    /// <summary>Receives the head of an HTTP response.</summary>
    public async Task<string> ReadHeadAsync()
    {
        var head = new StringBuilder();
        while (!head.ToString().EndsWith("\r\n\r\n", StringComparison.Ordinal)) head.Append((char)(await ReadAsync(1))[0]);
        return head.ToString();
    }

    /// <summary>Receives one frame from the server, which must not be masked.</summary>
    public async Task<ServerFrame> ReadFrameAsync()
    {
        byte[] start = await ReadAsync(2);
        long length = start[1] switch
        {
            126 => ReadBigEndian(await ReadAsync(2)),
            127 => ReadBigEndian(await ReadAsync(8)),
            _ => start[1],
        };
        return new ServerFrame(start[0], await ReadAsync((int)length));
    }

    public void Dispose()
    {
        _stream.Dispose();
        _socket.Dispose();
    }

    private static long ReadBigEndian(byte[] bytes) => bytes.Aggregate(0L, (value, next) => (value << 8) | next);
}
