using System.ComponentModel;

namespace Zzz.CompilerServices;

/// <summary>The generated description of an event that a channel has a handler for.</summary>
/// <param name="name">The event's name.</param>
/// <param name="metadata">The other attributes of the handler.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class EventDefinition(string name, ReadOnlySpan<object> metadata = default)
{
    internal string Name { get; } = name;

    internal object[] Metadata { get; } = metadata.ToArray();
}
