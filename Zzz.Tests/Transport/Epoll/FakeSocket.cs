using Zzz.Transport.Epoll.Calls;

namespace Zzz.Tests.Transport.Epoll;

/// <summary>A socket of a <see cref="FakeKernel"/>.</summary>
internal sealed class FakeSocket
{
    private readonly LinkedList<object> _incoming = new();

    public bool IsOpen { get; set; } = true;

    /// <summary>How many bytes the next calls take, or the errors with which they fail. If none are left, each call takes all bytes.</summary>
    public Queue<int> Room { get; } = new();

    public List<byte> Sent { get; } = [];

    /// <summary>How the server has ended the connection.</summary>
    public string End { get; set; } = "";

    /// <summary>Adds what a call of its own receives: bytes (none for the end), or the negative number of an error.</summary>
    public void Arrive(params object[] results)
    {
        foreach (object result in results) _incoming.AddLast(result);
    }

    public int Receive(Span<byte> buffer)
    {
        if (_incoming.First is not { } first) return -Errno.Again;
        _incoming.RemoveFirst();
        if (first.Value is int error) return error;
        byte[] bytes = (byte[])first.Value;
        int count = Math.Min(bytes.Length, buffer.Length);
        bytes.AsSpan(0, count).CopyTo(buffer);
        if (count < bytes.Length) _incoming.AddFirst(bytes[count..]);
        return count;
    }

    public int Peek(Span<byte> buffer)
    {
        int count = Receive(buffer);
        if (count < 0 && count != -Errno.Again) return count;
        if (count >= 0) _incoming.AddFirst(buffer[..count].ToArray());
        return count;
    }

    public int Send(ReadOnlySpan<byte> bytes)
    {
        int count = Room.TryDequeue(out int room) ? Math.Min(room, bytes.Length) : bytes.Length;
        if (count > 0) Sent.AddRange(bytes[..count]);
        return count;
    }
}
