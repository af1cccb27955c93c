using System.Buffers.Binary;
using System.Diagnostics;
using Zzz.Bench.Linux;
using Zzz.Bench.Load;
using Zzz.Protocol;

namespace Zzz.Bench.Shutdown;

/// <summary>Connections with one echo in flight each, until the server ends them. They answer its close, and note the code.</summary>
internal sealed class LastingLoad : IDisposable
{
    private const int NoCode = 1005;
    private const int Lost = 1006;

    private static readonly byte[] Message = ClientFrame.Binary(new byte[128]);

    private readonly byte[] _received = new byte[64 * 1024];
    private readonly ClientConnection[] _connections;
    private readonly int[] _codes;
    private readonly Epoll _epoll = new();
    private int _open;

    public LastingLoad(ClientConnection[] connections)
    {
        (_connections, _codes, _open) = (connections, new int[connections.Length], connections.Length);
        for (int i = 0; i < connections.Length; i++)
        {
            _epoll.Watch(connections[i].Descriptor, i);
            connections[i].Send(Message);
        }
    }

    public long Echoes { get; private set; }

    public bool IsOver => _open == 0;

    /// <summary>How many connections ended with which code.</summary>
    public Dictionary<int, int> Codes { get; } = [];

    public void RunUntil(Func<bool> isOver, TimeSpan limit)
    {
        for (long began = Stopwatch.GetTimestamp(); !isOver() && Stopwatch.GetElapsedTime(began) < limit;)
            foreach (Libc.EpollEvent ready in _epoll.Wait(milliseconds: 10)) Serve((int)ready.Data);
    }

    public void Dispose()
    {
        _epoll.Dispose();
        foreach (ClientConnection connection in _connections) connection.Dispose();
    }

    private void Serve(int number)
    {
        ClientConnection connection = _connections[number];
        int read = Libc.Receive(connection.Descriptor, _received);
        if (read <= 0)
        {
            End(number, connection);
            return;
        }

        ReadOnlySpan<byte> bytes = _received.AsSpan(0, read);
        while (connection.Frames.TryRead(ref bytes, out ServerFrames.Piece piece)) Answer(number, connection, piece);
    }

    private void Answer(int number, ClientConnection connection, in ServerFrames.Piece piece)
    {
        if (piece.Opcode == Opcode.Close)
        {
            _codes[number] = piece.Payload.Length < 2 ? NoCode : BinaryPrimitives.ReadUInt16BigEndian(piece.Payload);
            connection.Send(ClientFrame.Of(Opcode.Close, piece.Payload));
        }
        else if (piece.EndsMessage && !piece.IsControl)
        {
            Echoes++;
            connection.Send(Message);
        }
    }

    private void End(int number, ClientConnection connection)
    {
        int code = _codes[number] == 0 ? Lost : _codes[number];
        Codes[code] = Codes.GetValueOrDefault(code) + 1;
        _epoll.Forget(connection.Descriptor);
        _open--;
    }
}
