using System.ComponentModel;

namespace Zzz.CompilerServices;

/// <summary>The generated description of a channel: its topics, its events, and how to create an instance for a join.</summary>
/// <param name="name">The channel's name, for logs and exceptions.</param>
/// <param name="topic">The channel's topic pattern.</param>
/// <param name="create">Creates the channel for one join, or returns null if a value of the topic cannot be parsed.</param>
/// <param name="events">The channel's events; <see cref="ChannelInstance.OnEvent"/> receives an index into them.</param>
/// <param name="metadata">The other attributes of the channel.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class ChannelDefinition(
    string name,
    string topic,
    Func<ChannelBinder, ChannelInstance?> create,
    ReadOnlySpan<EventDefinition> events = default,
    ReadOnlySpan<object> metadata = default)
{
    internal string Name { get; } = name;

    internal string Topic { get; } = topic;

    internal Func<ChannelBinder, ChannelInstance?> Create { get; } = create;

    internal EventDefinition[] Events { get; } = events.ToArray();

    internal object[] Metadata { get; } = metadata.ToArray();
}
