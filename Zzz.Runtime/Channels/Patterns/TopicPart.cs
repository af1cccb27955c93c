using System.Buffers;
using System.Globalization;
using System.Text;

namespace Zzz.Channels.Patterns;

/// <summary>A part of a <see cref="TopicPattern"/>: a literal text, or a value with a name and perhaps a constraint.</summary>
internal sealed class TopicPart
{
    private static readonly SearchValues<byte> Letters = SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"u8);

    private readonly string? _constraint;

    private TopicPart(byte[] literal, string? name = null, string? constraint = null)
    {
        Literal = literal;
        Name = name;
        _constraint = constraint;
    }

    public byte[] Literal { get; }

    /// <summary>The value's name, or <see langword="null"/> for a literal.</summary>
    public string? Name { get; }

    /// <summary>Takes the next part from the text of a pattern, or returns <see langword="null"/> if it is malformed.</summary>
    public static TopicPart? Take(ref ReadOnlySpan<char> rest)
    {
        if (rest[0] == '{') return TakeValue(ref rest);
        int end = rest.IndexOf('{');
        ReadOnlySpan<char> literal = end < 0 ? rest : rest[..end];
        rest = rest[literal.Length..];
        return literal.ContainsAny('}', '*') ? null : new TopicPart(Encoding.UTF8.GetBytes(literal.ToArray()));
    }

    /// <summary>Whether the first <paramref name="length"/> bytes match this part.</summary>
    public bool Accepts(ReadOnlySpan<byte> rest, int length) =>
        Name is null ? rest.StartsWith(Literal) : IsOf(_constraint, rest[..length]);

    private static TopicPart? TakeValue(ref ReadOnlySpan<char> rest)
    {
        int end = rest.IndexOf('}');
        if (end < 0) return null;
        string[] value = rest[1..end].ToString().Split(':');
        rest = rest[(end + 1)..];
        string? constraint = value.ElementAtOrDefault(1);
        bool sound = value.Length <= 2 && IsName(value[0]) && constraint is null or "int" or "long" or "guid" or "bool" or "alpha";
        return sound ? new TopicPart([], value[0], constraint) : null;
    }

    private static bool IsName(string text) => text.Length > 0 && text.All(c => char.IsLetterOrDigit(c) || c == '_') && !char.IsDigit(text[0]);

    /// <summary>Whether the text is exactly the formatted value, so that one value has one topic.</summary>
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
