namespace Zzz;

/// <summary>The result of an append to a topic's log.</summary>
/// <param name="Last">The position of the last message that was appended.</param>
/// <param name="Nodes">The number of nodes that the messages were sent to; <see langword="null"/> if the broker does not count them.</param>
public readonly record struct BackplaneAppended(TopicPosition Last, int? Nodes);
