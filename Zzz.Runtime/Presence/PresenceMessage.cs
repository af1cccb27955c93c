namespace Zzz.Presence;

/// <summary>What one node tells the others of its entries.</summary>
/// <param name="Kind">What it says.</param>
/// <param name="Node">Who says it.</param>
/// <param name="Version">How many changes its entries have seen, this one included.</param>
/// <param name="Joins">Entries that came, or all of them.</param>
/// <param name="Leaves">The refs of entries that went.</param>
/// <param name="To">Whom a request asks.</param>
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
