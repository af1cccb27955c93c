using System.Buffers;
using System.ComponentModel;
using System.Globalization;
using System.Text;

namespace Zzz.CompilerServices;

/// <summary>A part of a channel's topic pattern: literal text, a value with a name and perhaps a constraint, or the rest of the topic.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class TopicPart
{
    private static readonly SearchValues<byte> Letters = SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"u8);

    private readonly string? _constraint;

    private TopicPart(byte[] text, string? name = null, string? constraint = null)
    {
        Text = text;
        Name = name;
        _constraint = constraint;
    }

    /// <summary>The part <c>*</c>, which matches any text, or none, at the end of a topic.</summary>
    public static TopicPart Rest { get; } = new([]);

    internal byte[] Text { get; }

    /// <summary>The value's name, or <see langword="null"/> for a literal.</summary>
    internal string? Name { get; }

    /// <summary>Creates a literal part.</summary>
    /// <param name="text">The text.</param>
    /// <returns>The part.</returns>
    public static TopicPart Literal(string text) => new(Encoding.UTF8.GetBytes(text));

    /// <summary>Creates a part for a value: <c>{name}</c> or <c>{name:constraint}</c>.</summary>
    /// <param name="name">The value's name.</param>
    /// <param name="constraint">The form that the value must have: <c>int</c>, <c>long</c>, <c>guid</c>, <c>bool</c> or <c>alpha</c>.</param>
    /// <returns>The part.</returns>
    public static TopicPart Value(string name, string? constraint = null) => new([], name, constraint);

    /// <summary>Whether the first <paramref name="length"/> bytes of <paramref name="rest"/> match this part.</summary>
    internal bool Accepts(ReadOnlySpan<byte> rest, int length) =>
        Name is null ? rest.StartsWith(Text) : IsOf(_constraint, rest[..length]);

    /// <summary>Whether the text is exactly the formatted value, so that each value has only one topic.</summary>
    private static bool IsForm<T>(ReadOnlySpan<byte> text, T value)
        where T : IUtf8SpanFormattable
    {
        Span<byte> form = stackalloc byte[36];
        return value.TryFormat(form, out int length, default, CultureInfo.InvariantCulture) && text.SequenceEqual(form[..length]);
    }

    private static bool IsOf(string? constraint, ReadOnlySpan<byte> value) => constraint switch
    {
        "int" => int.TryParse(value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int number) && IsForm(value, number),
        "long" => long.TryParse(value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long number) && IsForm(value, number),
        "guid" => Guid.TryParse(value, out Guid guid) && IsForm(value, guid),
        "bool" => value.SequenceEqual("true"u8) || value.SequenceEqual("false"u8),
        "alpha" => !value.ContainsAnyExcept(Letters),
        _ => true,
    };
}
