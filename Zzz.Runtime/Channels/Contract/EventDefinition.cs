using System.ComponentModel;

namespace Zzz.CompilerServices;

/// <summary>An event that a channel has a handler for, in generated code.</summary>
/// <param name="name">Its name.</param>
/// <param name="metadata">The other attributes of the handler.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class EventDefinition(string name, ReadOnlySpan<object> metadata = default)
{
    internal string Name { get; } = name;

    internal object[] Metadata { get; } = metadata.ToArray();
}
