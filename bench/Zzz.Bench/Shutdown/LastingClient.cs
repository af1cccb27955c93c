using System.Buffers.Binary;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using Zzz.Bench.Load;
using Zzz.Protocol;

namespace Zzz.Bench.Shutdown;

/// <summary>A client with one echo in flight until the server ends the connection, plain or over TLS. It answers the server's close.</summary>
internal sealed class LastingClient : IDisposable
{
    private const int NoCode = 1005;
    private const int Lost = 1006;

    private static readonly byte[] Message = ClientFrame.Binary(new byte[128]);

    private readonly Stream _stream;
    private ServerFrames _frames;
    private int _code = Lost;
    private long _echoes;

    private LastingClient(Stream stream) => _stream = stream;

    public long Echoes => Volatile.Read(ref _echoes);

    public static async Task<LastingClient> OpenAsync(IPEndPoint server, string path, bool tls)
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        await socket.ConnectAsync(server);
        Stream stream = new NetworkStream(socket, ownsSocket: true);
        if (tls) stream = await SecureAsync(stream);
        await stream.WriteAsync(ClientConnection.Request(server, path));
        await ReadHeadAsync(stream);
        return new LastingClient(stream);
    }

    /// <summary>Returns the code of the server's close, when the connection has ended.</summary>
    public async Task<int> RunAsync()
    {
        var received = new byte[1024];
        try
        {
            await _stream.WriteAsync(Message);
            while (await _stream.ReadAsync(received) is > 0 and int read) await _stream.WriteAsync(AnswerTo(received.AsSpan(0, read)));
        }
        catch (IOException)
        {
            // The code shows how the connection ended.
        }

        return _code;
    }

    public void Dispose() => _stream.Dispose();

    private static async Task<Stream> SecureAsync(Stream stream)
    {
        var tls = new SslStream(stream);
        await tls.AuthenticateAsClientAsync(new SslClientAuthenticationOptions
        {
            TargetHost = "localhost",
            RemoteCertificateValidationCallback = (_, certificate, _, _) => certificate?.Subject == "CN=localhost",
        });
        return tls;
    }

    private static async Task ReadHeadAsync(Stream stream)
    {
        var head = new byte[1024];
        int length = 0;
        while (!head.AsSpan(0, length).EndsWith("\r\n\r\n"u8)) length += await stream.ReadAtLeastAsync(head.AsMemory(length), 1);
        if (!head.AsSpan().StartsWith("HTTP/1.1 101"u8)) throw new IOException("The server did not upgrade the connection.");
    }

    private byte[] AnswerTo(ReadOnlySpan<byte> received)
    {
        byte[] answer = [];
        while (_frames.TryRead(ref received, out ServerFrames.Piece piece))
        {
            if (piece.Opcode == Opcode.Close)
            {
                _code = piece.Payload.Length < 2 ? NoCode : BinaryPrimitives.ReadUInt16BigEndian(piece.Payload);
                return ClientFrame.Of(Opcode.Close, piece.Payload);
            }

            if (!piece.EndsMessage || piece.IsControl) continue;
            _echoes++;
            answer = Message;
        }

        return answer;
    }
}
