using System.Text.Json.Serialization;

namespace Zzz;

/// <summary>
/// A place in the history of a topic: the last message that has been seen. In JSON, it is an array such as <c>["k3f9", 17]</c>, which zzz.js
/// takes as <c>since</c>.
/// </summary>
/// <param name="Epoch">The history that the offset belongs to. A topic whose history was lost gets a new one.</param>
/// <param name="Offset">The number of the message, counted from 1. 0 is the place before the first message.</param>
[JsonConverter(typeof(TopicPositionConverter))]
public readonly record struct TopicPosition(string Epoch, long Offset);
