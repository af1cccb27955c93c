using System.Net;
using System.Net.Sockets;
using System.Text;
using Zzz.Bench.Linux;
using Zzz.Protocol;

namespace Zzz.Bench.Load;

/// <summary>One client. It is opened in the slow and simple way, and then driven by the loops of a load.</summary>
internal sealed class ClientConnection : IDisposable
{
    private readonly Socket _socket = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };

    /// <summary>The bytes that the server has sent but that have not yet been split into pieces.</summary>
    public ServerFrames Frames;

    /// <summary>The client's position on its tape.</summary>
    public int Position;

    private ReadOnlyMemory<byte> _unsent;

    public int Descriptor { get; private set; }

    /// <summary>The bytes that the server sent immediately after its response.</summary>
    public ReadOnlyMemory<byte> Early { get; private set; }

    public bool HasUnsent => !_unsent.IsEmpty;

    /// <summary>Opens a WebSocket. <paramref name="source"/> is the loopback address to connect from, if one address has too few ports.</summary>
    public static ClientConnection Open(IPEndPoint server, string path, string? extensions = null, IPAddress? source = null)
    {
        var client = new ClientConnection();
        try
        {
            if (source is not null) client._socket.Bind(new IPEndPoint(source, 0));
            client._socket.Connect(server);
            client.Descriptor = (int)client._socket.Handle;
            client._socket.Send(Request(server, path, extensions));
            client.ReadResponse(extensions);
            return client;
        }
        catch
        {
            client.Dispose();
            throw;
        }
    }

    /// <summary>Builds a request for a WebSocket.</summary>
    public static byte[] Request(IPEndPoint server, string path, string? extensions = null) => Encoding.ASCII.GetBytes(
        $"GET {path} HTTP/1.1\r\nHost: {server}\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n"
        + $"Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n{(extensions is null ? "" : $"Sec-WebSocket-Extensions: {extensions}\r\n")}\r\n");

    /// <summary>Sends a message and waits for the first part of the answer. Used before the measurement.</summary>
    public void Exchange(ReadOnlySpan<byte> frame)
    {
        _socket.Send(frame);
        var answer = new byte[1024];
        ReadOnlySpan<byte> bytes = answer.AsSpan(0, _socket.Receive(answer));
        while (Frames.TryRead(ref bytes, out _))
        {
        }
    }

    /// <summary>Sends the first message of a tape, and waits until the given content has come back.</summary>
    public void Exchange(FrameTape tape, ReadOnlySpan<byte> content)
    {
        int first = 1;
        _socket.Send(tape.Next(ref Position, ref first).Span);
        _socket.ReceiveTimeout = 30_000;
        var buffer = new byte[64 * 1024];
        using var answer = new MemoryStream();
        while (answer.GetBuffer().AsSpan(0, (int)answer.Length).IndexOf(content) < 0)
        {
            ReadOnlySpan<byte> bytes = buffer.AsSpan(0, _socket.Receive(buffer));
            if (bytes.IsEmpty) throw new IOException("The server ended the connection instead of an answer.");
            while (Frames.TryRead(ref bytes, out ServerFrames.Piece piece)) answer.Write(piece.Payload);
        }
    }

    /// <summary>Passes bytes to the system. Bytes that it does not accept yet wait for <see cref="SendOn"/>.</summary>
    public void Send(ReadOnlyMemory<byte> bytes)
    {
        if (HasUnsent)
        {
            _unsent = (byte[])[.. _unsent.Span, .. bytes.Span];
            return;
        }

        int taken = Math.Max(Libc.Send(Descriptor, bytes.Span), 0);
        _unsent = bytes[taken..];
    }

    public void SendOn()
    {
        ReadOnlyMemory<byte> bytes = _unsent;
        _unsent = default;
        Send(bytes);
    }

    /// <summary>Performs the client's part of the closing handshake, and ends the connection.</summary>
    public void Close()
    {
        Span<byte> scratch = stackalloc byte[4096];
        _socket.ReceiveTimeout = 2000;
        try
        {
            _socket.Send(ClientFrame.Of(Opcode.Close, [0x03, 0xE8]));
            while (_socket.Receive(scratch) > 0)
            {
            }
        }
        catch (SocketException)
        {
            // The connection need not end cleanly.
        }

        Dispose();
    }

    /// <summary>Ends the connection at once with a reset, so that no port stays in TIME_WAIT.</summary>
    public void Dispose()
    {
        _socket.LingerState = new LingerOption(true, 0);
        _socket.Dispose();
    }

    private void ReadResponse(string? extensions)
    {
        var buffer = new byte[4096];
        int length = 0;
        int end;
        while ((end = buffer.AsSpan(0, length).IndexOf("\r\n\r\n"u8)) < 0)
        {
            int read = _socket.Receive(buffer.AsSpan(length));
            if (read == 0) throw new IOException("The server ended the connection.");
            length += read;
        }

        string response = Encoding.ASCII.GetString(buffer, 0, end);
        bool agrees = extensions is null || response.Contains("permessage-deflate", StringComparison.Ordinal);
        if (!response.StartsWith("HTTP/1.1 101", StringComparison.Ordinal) || !agrees) throw new IOException($"The server answered:\n{response}");
        Early = buffer.AsMemory((end + 4)..length);
    }
}
