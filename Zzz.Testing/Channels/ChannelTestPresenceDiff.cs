namespace Zzz;

/// <summary>Who came to a topic, and who went: the metas of each key.</summary>
/// <typeparam name="T">What metas were read as.</typeparam>
/// <param name="Joins">The metas that are new.</param>
/// <param name="Leaves">The metas that are gone. An update is a leave of the old and a join of the new.</param>
public sealed record ChannelTestPresenceDiff<T>(
    IReadOnlyDictionary<string, IReadOnlyList<T>> Joins, IReadOnlyDictionary<string, IReadOnlyList<T>> Leaves);
