using System.ComponentModel;

namespace Zzz.CompilerServices;

/// <summary>A channel, in generated code: which topics it serves, how an instance is made for one, and which events it takes.</summary>
/// <param name="name">The channel's name, for messages to the developer.</param>
/// <param name="topic">The pattern of its topics.</param>
/// <param name="create">Makes the channel and its instance for one join, unless a value of the topic cannot be parsed.</param>
/// <param name="events">Its events; <see cref="ChannelInstance.OnEvent"/> gets their index.</param>
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
