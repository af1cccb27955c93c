namespace Zzz;

/// <summary>A change of presence on a topic: the metas that joined or left, by key.</summary>
/// <typeparam name="T">The type of a meta.</typeparam>
/// <param name="Joins">The metas that were added.</param>
/// <param name="Leaves">The metas that were removed. An update removes the old meta and adds the new one.</param>
public sealed record ChannelTestPresenceDiff<T>(
    IReadOnlyDictionary<string, IReadOnlyList<T>> Joins, IReadOnlyDictionary<string, IReadOnlyList<T>> Leaves);
