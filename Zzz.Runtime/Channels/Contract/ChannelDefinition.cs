using System.ComponentModel;
using Zzz.Channels.Patterns;

namespace Zzz.CompilerServices;

/// <summary>The generated description of a channel: its topics, its events, and how to create an instance for a join.</summary>
/// <param name="name">The channel's name, for logs and exceptions.</param>
/// <param name="topic">The parts of the channel's topic pattern.</param>
/// <param name="create">Creates the channel for one join, or returns null if a value of the topic cannot be parsed.</param>
/// <param name="events">The channel's events; <see cref="ChannelInstance.OnEvent"/> receives an index into them.</param>
/// <param name="metadata">The other attributes of the channel, such as <c>[Authorize]</c>.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class ChannelDefinition(
    string name,
    ReadOnlySpan<TopicPart> topic,
    Func<ChannelBinder, ChannelInstance?> create,
    ReadOnlySpan<EventDefinition> events = default,
    ReadOnlySpan<object> metadata = default)
{
    internal string Name { get; } = name;

    internal TopicPattern Topic { get; } = new(topic.ToArray());

    internal Func<ChannelBinder, ChannelInstance?> Create { get; } = create;

    internal EventDefinition[] Events { get; } = events.ToArray();

    internal object[] Metadata { get; } = metadata.ToArray();
}
