namespace Zzz;

/// <summary>The result of a read from a topic's log.</summary>
/// <param name="Top">
/// The position of the last message in the log. A topic without messages has offset 0, in an epoch that its first message will have too.
/// </param>
/// <param name="Messages">
/// The messages up to <paramref name="Top"/>, in order and without holes. <see langword="null"/> if not all messages after the position can be
/// returned: some are no longer kept, there are more than the limit, or the position is from another epoch or above the top.
/// </param>
public readonly record struct BackplaneRead(TopicPosition Top, IReadOnlyList<ReadOnlyMemory<byte>>? Messages);
