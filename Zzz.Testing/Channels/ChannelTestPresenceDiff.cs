namespace Zzz;

/// <summary>A change of presence on a topic: the metas of each key that joined or left.</summary>
/// <typeparam name="T">The type of a meta.</typeparam>
/// <param name="Joins">The new metas.</param>
/// <param name="Leaves">The removed metas. An update removes the old meta and adds the new one.</param>
public sealed record ChannelTestPresenceDiff<T>(
    IReadOnlyDictionary<string, IReadOnlyList<T>> Joins, IReadOnlyDictionary<string, IReadOnlyList<T>> Leaves);
