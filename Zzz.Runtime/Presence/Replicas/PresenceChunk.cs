using System.Text;

namespace Zzz.Presence.Replicas;

/// <summary>Joins and leaves that fit into one message between nodes. Joins come first, so that a key whose meta is replaced is never missing.</summary>
internal sealed class PresenceChunk
{
    private const int MaxBytes = 255 * 1024;
    private const int Overhead = 3 * sizeof(int);

    private int _bytes;

    public List<PresenceEntry> Joins { get; } = [];

    public List<string> Leaves { get; } = [];

    /// <summary>Splits joins and leaves into chunks, at least one.</summary>
    public static List<PresenceChunk> Split(IEnumerable<PresenceEntry> joins, IEnumerable<string> leaves)
    {
        List<PresenceChunk> chunks = [new PresenceChunk()];
        foreach (PresenceEntry join in joins)
            WithRoom(chunks, Encoding.UTF8.GetByteCount(join.Key) + join.Ref.Length + join.Meta.Length).Joins.Add(join);
        foreach (string leave in leaves) WithRoom(chunks, leave.Length).Leaves.Add(leave);
        return chunks;
    }

    private static PresenceChunk WithRoom(List<PresenceChunk> chunks, int size)
    {
        PresenceChunk chunk = chunks[^1];
        if (chunk._bytes > 0 && chunk._bytes + size + Overhead > MaxBytes) chunks.Add(chunk = new PresenceChunk());
        chunk._bytes += size + Overhead;
        return chunk;
    }
}
