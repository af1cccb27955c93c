using System.ComponentModel;
using Zzz.Channels.Patterns;
using Zzz.Dispatch;

namespace Zzz.CompilerServices;

/// <summary>
/// The text of a value in a topic, which generated code parses for a parameter of a channel's method. If the text cannot be parsed, the join
/// is refused, and the result must not be used.
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

    /// <summary>Parses the value. The text must be exactly as the value would be formatted.</summary>
    /// <typeparam name="T">The value's type.</typeparam>
    /// <returns>The value.</returns>
    public T Required<T>()
        where T : IParsable<T>
    {
        if (PeerValue.TryParse(_text, out T? value) && CanonicalValue.Is(_text, value)) return value;
        _binder.Refuse();
        return default!;
    }

    /// <summary>Parses the value as the name of an enum member, case-sensitive.</summary>
    /// <typeparam name="T">The enum.</typeparam>
    /// <returns>The member.</returns>
    public T RequiredEnum<T>()
        where T : struct, Enum
    {
        if (!char.IsAsciiDigit(_text[0]) && Enum.TryParse(_text, out T value) && value.ToString() == _text) return value;
        _binder.Refuse();
        return default;
    }
}
