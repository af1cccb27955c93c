using Zzz.Protocol;

namespace Zzz.Channels.History;

/// <summary>
/// One message in a history, and the link to the next message. The last entry of a chain is empty until a message is appended, so that code
/// that holds the entry will find that message, even after the history itself has forgotten it.
/// </summary>
internal sealed class HistoryEntry
{
    /// <summary>The memory that an entry takes in addition to its bytes.</summary>
    public const int Overhead = 120;

    /// <summary>The least memory that a frame takes.</summary>
    private const int MinFrameSize = 1024;

    /// <summary>The next entry; <see langword="null"/> if this one is still empty.</summary>
    public HistoryEntry? Next { get; private set; }

    public long Offset { get; private set; }

    /// <summary>The time of the broadcast, as a timestamp of the <see cref="TimeProvider"/>.</summary>
    public long Time { get; private set; }

    /// <summary>The id of the client that sent the message and must not receive it; empty if there is none.</summary>
    public byte[] Sender { get; private set; } = [];

    /// <summary>The whole message, in the form for clients that know positions.</summary>
    public byte[] Message { get; private set; } = [];

    public WsMessageKind Kind { get; private set; }

    public int Size => Message.Length + Overhead;

    /// <summary>The frame that all clients that recover share; <see langword="null"/> if none is kept.</summary>
    public PreparedMessage? KeptFrame { get; private set; }

    /// <summary>The memory that the frame takes, if one is kept: its buffer and, roughly, its compressed forms.</summary>
    public int FrameSize => KeptFrame is null ? 0 : MinFrameSize + (2 * Message.Length);

    /// <summary>Puts a message into the empty entry at the end of a chain, and returns the new end.</summary>
    public HistoryEntry Fill(long offset, long time, byte[] sender, WsMessageKind kind, byte[] message)
    {
        (Offset, Time, Sender, Kind, Message) = (offset, time, sender, kind, message);
        return Next = new HistoryEntry();
    }

    /// <summary>Whether the message is for the client with this id.</summary>
    public bool IsFor(byte[] client) => Sender.Length == 0 || !Sender.AsSpan().SequenceEqual(client);

    /// <summary>Returns the message as a frame, with a reference for the caller, and keeps the frame for others if it may.</summary>
    public PreparedMessage Frame(bool mayKeep)
    {
        PreparedMessage frame = KeptFrame ?? PreparedMessage.Of(Kind, Message);
        if (KeptFrame is null && !mayKeep) return frame;
        KeptFrame = frame;
        frame.AddReference();
        return frame;
    }

    public void DropFrame()
    {
        KeptFrame?.Release();
        KeptFrame = null;
    }
}
