using System.Buffers.Binary;
using System.Net;
using Zzz.Bench.Load;
using Zzz.Protocol;

namespace Zzz.Bench.Soak;

/// <summary>A client that receives every broadcast and has at most one echo in flight. Messages consist of a letter and a number.</summary>
internal sealed class SoakClient(ClientConnection connection, SoakTally tally)
{
    public const int MessageSize = 1 + sizeof(long);

    private readonly byte[] _message = new byte[MessageSize];
    private int _length;
    private long _lastEcho;
    private long _lastSent;

    public int Descriptor => connection.Descriptor;

    /// <summary>The number of the last broadcast that was received, or 0 before the first.</summary>
    public long LastBroadcast { get; private set; }

    public bool AwaitsEcho => _lastSent > _lastEcho;

    public bool IsLeaving { get; private set; }

    public static SoakClient Open(IPEndPoint server, IPAddress source, SoakTally tally)
    {
        tally.Opened++;
        var connection = ClientConnection.Open(server, "/soak", source: source);
        var client = new SoakClient(connection, tally);
        client.Accept(connection.Early.Span);
        return client;
    }

    public static byte[] Message(char letter, long number)
    {
        var message = new byte[MessageSize];
        message[0] = (byte)letter;
        BinaryPrimitives.WriteInt64LittleEndian(message.AsSpan(1), number);
        return ClientFrame.Binary(message);
    }

    public void SendEcho() => connection.Send(Message('e', ++_lastSent));

    /// <summary>Starts the closing handshake. The end of the connection completes it.</summary>
    public void Leave()
    {
        IsLeaving = true;
        connection.Send(ClientFrame.Of(Opcode.Close, [0x03, 0xE8]));
    }

    /// <summary>Drops the connection without a close frame.</summary>
    public void Drop() => connection.Dispose();

    public void Accept(ReadOnlySpan<byte> bytes)
    {
        while (connection.Frames.TryRead(ref bytes, out ServerFrames.Piece piece))
        {
            if (piece.Opcode == Opcode.Ping) connection.Send(ClientFrame.Of(Opcode.Pong, piece.Payload));
            if (!piece.IsControl) Gather(piece);
        }
    }

    /// <summary>Called after the last broadcast and the last echo. Messages that have not been received by then are lost.</summary>
    public void JudgeEnd(long lastBroadcast)
    {
        if (AwaitsEcho) tally.Lost++;
        if (LastBroadcast > 0) tally.Lost += lastBroadcast - LastBroadcast;
    }

    private void Gather(in ServerFrames.Piece piece)
    {
        piece.Payload.CopyTo(_message.AsSpan(_length));
        _length += piece.Payload.Length;
        if (!piece.EndsMessage) return;
        _length = 0;
        long number = BinaryPrimitives.ReadInt64LittleEndian(_message.AsSpan(1));
        if (_message[0] == 'e') AcceptEcho(number);
        else AcceptBroadcast(number);
    }

    private void AcceptEcho(long number)
    {
        tally.Echoes++;
        tally.Judge(_lastEcho, number);
        _lastEcho = number;
    }

    private void AcceptBroadcast(long number)
    {
        tally.Broadcasts++;
        if (LastBroadcast > 0) tally.Judge(LastBroadcast, number);
        LastBroadcast = number;
    }
}
