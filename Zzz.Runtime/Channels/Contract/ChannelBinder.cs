using System.ComponentModel;
using System.Text;
using Zzz.Channels.Patterns;

namespace Zzz.CompilerServices;

/// <summary>Gives generated code the services and topic values from which it creates the channel for a join.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class ChannelBinder
{
    private readonly Func<IServiceProvider> _services;
    private readonly TopicPattern _pattern;
    private readonly byte[] _topic;

    internal ChannelBinder(Func<IServiceProvider> services, TopicPattern pattern, byte[] topic, bool scopePerMessage)
    {
        ScopePerMessage = scopePerMessage;
        _services = services;
        _pattern = pattern;
        _topic = topic;
    }

    /// <summary>Whether a value of the topic could not be parsed. The join is then refused, and no channel is created.</summary>
    public bool IsRefused { get; private set; }

    /// <summary>Whether each call of an event handler has its own scope, so that the handlers take no services from the instance.</summary>
    public bool ScopePerMessage { get; }

    /// <summary>The services of the connection, from a scope that all channels of the connection share.</summary>
    public IServiceProvider Services => _services();

    /// <summary>Returns a value of the topic.</summary>
    /// <param name="name">The value's name in the pattern.</param>
    /// <returns>The value, not yet parsed.</returns>
    public TopicValue Topic(string name)
    {
        Span<Range> values = stackalloc Range[_pattern.Names.Length];
        _pattern.TryMatch(_topic, values);
        int index = _pattern.Names.IndexOf(name, 0, _pattern.Names.Length, StringComparer.OrdinalIgnoreCase);
        return new TopicValue(this, Encoding.UTF8.GetString(_topic.AsSpan(values[index])));
    }

    internal void Refuse() => IsRefused = true;
}
