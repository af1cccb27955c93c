namespace Zzz.Presence;

/// <summary>A message of one node to the others about its entries.</summary>
/// <param name="Kind">The kind of message.</param>
/// <param name="Node">The node that sends it.</param>
/// <param name="Version">The number of changes to the node's entries so far, including this one.</param>
/// <param name="Joins">Entries that were added, or all entries.</param>
/// <param name="Leaves">The refs of entries that were removed.</param>
/// <param name="To">The node that a request is for.</param>
internal sealed record PresenceMessage(
    PresenceMessageKind Kind,
    string Node,
    long Version,
    PresenceEntry[] Joins,
    string[] Leaves,
    string? To = null)
{
    /// <summary>A message without entries.</summary>
    public static PresenceMessage Of(PresenceMessageKind kind, string node, long version, string? to = null) => new(kind, node, version, [], [], to);
}
