using System.ComponentModel;
using Zzz.Channels.Patterns;
using Zzz.Dispatch;

namespace Zzz.CompilerServices;

/// <summary>
/// A value of a topic, as text, on its way to a parameter of a channel's method. One that cannot be parsed refuses the join, and what is
/// returned then does not count.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct TopicValue
{
    private readonly ChannelBinder _binder;
    private readonly string _text;

    internal TopicValue(ChannelBinder binder, string text)
    {
        _binder = binder;
        _text = text;
    }

    /// <summary>The value.</summary>
    /// <typeparam name="T">Its type.</typeparam>
    /// <returns>The value.</returns>
    public T Required<T>()
        where T : IParsable<T>
    {
        if (PeerValue.TryParse(_text, out T? value) && CanonicalValue.Is(_text, value)) return value;
        _binder.Refuse();
        return default!;
    }

    /// <summary>The member of an enumeration, by its name as it is written in C#.</summary>
    /// <typeparam name="T">The enumeration.</typeparam>
    /// <returns>The member.</returns>
    public T RequiredEnum<T>()
        where T : struct, Enum
    {
        if (!char.IsAsciiDigit(_text[0]) && Enum.TryParse(_text, out T value) && value.ToString() == _text) return value;
        _binder.Refuse();
        return default;
    }
}
