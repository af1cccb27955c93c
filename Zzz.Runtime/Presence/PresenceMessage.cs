namespace Zzz.Presence;

/// <summary>A message from one node to the others about the node's entries.</summary>
/// <param name="Kind">The kind of message.</param>
/// <param name="Node">The node that sends the message.</param>
/// <param name="Version">The number of changes to the node's entries so far, including this one.</param>
/// <param name="Joins">Entries that were added, or all entries.</param>
/// <param name="Leaves">The refs of entries that were removed.</param>
/// <param name="To">The node that a request is addressed to.</param>
internal sealed record PresenceMessage(
    PresenceMessageKind Kind,
    string Node,
    long Version,
    PresenceEntry[] Joins,
    string[] Leaves,
    string? To = null)
{
    /// <summary>Creates a message without entries.</summary>
    public static PresenceMessage Of(PresenceMessageKind kind, string node, long version, string? to = null) => new(kind, node, version, [], [], to);
}
