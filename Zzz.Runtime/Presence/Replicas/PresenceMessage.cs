using System.Buffers.Binary;
using System.Text;
using Zzz.Protocol;

namespace Zzz.Presence.Replicas;

/// <summary>
/// A message from one node to others about the node's entries on a topic. On the wire, it has a header of 32 bytes: one each for the kind and the
/// flags, two for the size of the topic, four for the part, and eight each, little-endian, for the round, the base and the version. The topic, the
/// joins, the leaves and the node on whose behalf the message is sent follow, each preceded by their number or size in four bytes.
/// </summary>
/// <param name="Kind">The kind of message.</param>
/// <param name="Topic">The topic.</param>
internal sealed record PresenceMessage(PresenceMessageKind Kind, string Topic)
{
    private const int HeaderSize = 32;
    private const byte LastFlag = 1;
    private const byte LingeringFlag = 2;
    private const byte VersionsFlag = 4;

    /// <summary>The question that is asked or answered; negative for a request that followed the question; 0 for neither.</summary>
    public long Round { get; init; }

    /// <summary>The version to which a change applies.</summary>
    public long Base { get; init; }

    /// <summary>The version of the node's entries on the topic, with this message. It grows with each change, also from one topic to the next.</summary>
    public long Version { get; init; }

    /// <summary>The number of this part of a state.</summary>
    public int Part { get; init; }

    /// <summary>Whether this is the last part of a state.</summary>
    public bool IsLast { get; init; }

    /// <summary>Whether the node that sends its state is stopping.</summary>
    public bool IsLingering { get; init; }

    /// <summary>Whether a question is about versions only.</summary>
    public bool AsksVersions { get; init; }

    /// <summary>Entries that were added, or those of the state.</summary>
    public IReadOnlyList<PresenceEntry> Joins { get; init; } = [];

    /// <summary>The refs of entries that were removed.</summary>
    public IReadOnlyList<string> Leaves { get; init; } = [];

    /// <summary>The node that the state is of, if another node sends it because that node is stopping; otherwise empty.</summary>
    public string OnBehalfOf { get; init; } = "";

    public byte[] Write()
    {
        var output = new PooledBuffer(Array.MaxLength);
        WriteHeader(ref output);
        WriteNumber(ref output, Joins.Count);
        foreach (PresenceEntry entry in Joins)
        {
            WriteText(ref output, entry.Key);
            WriteText(ref output, entry.Ref);
            WriteNumber(ref output, entry.Meta.Length);
            output.Write(entry.Meta);
        }

        WriteNumber(ref output, Leaves.Count);
        foreach (string left in Leaves) WriteText(ref output, left);
        WriteText(ref output, OnBehalfOf);
        byte[] bytes = output.Span.ToArray();
        output.Clear();
        return bytes;
    }

    /// <summary>Reads a message, or returns <see langword="null"/> if it is malformed.</summary>
    public static PresenceMessage? Read(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length < HeaderSize || bytes[0] > (byte)PresenceMessageKind.Linger) return null;
        var reader = new PresenceReader(bytes[HeaderSize..]);
        string topic = reader.Text(BinaryPrimitives.ReadUInt16LittleEndian(bytes[2..]));
        return new PresenceMessage((PresenceMessageKind)bytes[0], topic)
        {
            IsLast = (bytes[1] & LastFlag) != 0,
            IsLingering = (bytes[1] & LingeringFlag) != 0,
            AsksVersions = (bytes[1] & VersionsFlag) != 0,
            Part = BinaryPrimitives.ReadInt32LittleEndian(bytes[4..]),
            Round = BinaryPrimitives.ReadInt64LittleEndian(bytes[8..]),
            Base = BinaryPrimitives.ReadInt64LittleEndian(bytes[16..]),
            Version = BinaryPrimitives.ReadInt64LittleEndian(bytes[24..]),
            Joins = reader.Entries(topic),
            Leaves = reader.Texts(),
            OnBehalfOf = reader.Text(),
        } is var message && reader.IsAtEnd ? message : null;
    }

    private void WriteHeader(ref PooledBuffer output)
    {
        byte[] topic = Encoding.UTF8.GetBytes(Topic);
        Span<byte> header = output.GetSpan(HeaderSize);
        header[0] = (byte)Kind;
        header[1] = (byte)((IsLast ? LastFlag : 0) | (IsLingering ? LingeringFlag : 0) | (AsksVersions ? VersionsFlag : 0));
        BinaryPrimitives.WriteUInt16LittleEndian(header[2..], (ushort)topic.Length);
        BinaryPrimitives.WriteInt32LittleEndian(header[4..], Part);
        BinaryPrimitives.WriteInt64LittleEndian(header[8..], Round);
        BinaryPrimitives.WriteInt64LittleEndian(header[16..], Base);
        BinaryPrimitives.WriteInt64LittleEndian(header[24..], Version);
        output.Advance(HeaderSize);
        output.Write(topic);
    }

    private static void WriteNumber(ref PooledBuffer output, int number)
    {
        BinaryPrimitives.WriteInt32LittleEndian(output.GetSpan(sizeof(int)), number);
        output.Advance(sizeof(int));
    }

    private static void WriteText(ref PooledBuffer output, string text)
    {
        int size = Encoding.UTF8.GetByteCount(text);
        WriteNumber(ref output, size);
        Encoding.UTF8.GetBytes(text, output.GetSpan(size));
        output.Advance(size);
    }
}
