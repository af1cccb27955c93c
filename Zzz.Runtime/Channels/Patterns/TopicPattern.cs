using System.Collections.Immutable;

namespace Zzz.Channels.Patterns;

/// <summary>
/// The topics that a channel serves: a single topic, such as <c>lobby</c>; every topic with a prefix, such as <c>room:*</c>; or a pattern with
/// values, such as <c>room:{id:int}</c>. A value extends to the next literal text and cannot be empty. Matching allocates nothing.
/// </summary>
internal sealed class TopicPattern
{
    private readonly TopicPart[] _parts;
    private readonly bool _isOpen;

    private TopicPattern(TopicPart[] parts, bool isOpen)
    {
        _parts = parts;
        _isOpen = isOpen;
        Names = [.. parts.Where(part => part.Name is not null).Select(part => part.Name!)];
    }

    /// <summary>The names of the values, in order.</summary>
    public ImmutableArray<string> Names { get; }

    /// <exception cref="FormatException">The text is not a valid pattern.</exception>
    public static TopicPattern Parse(string pattern)
    {
        ReadOnlySpan<char> rest = pattern;
        bool isOpen = rest.EndsWith('*');
        if (isOpen) rest = rest[..^1];

        var parts = new List<TopicPart>();
        while (!rest.IsEmpty)
        {
            TopicPart part = TopicPart.Take(ref rest) ?? throw Invalid(pattern);
            if (part.Name is not null && (parts.LastOrDefault()?.Name is not null || parts.Exists(other => other.Name == part.Name))) throw Invalid(pattern);
            parts.Add(part);
        }

        if (isOpen && parts.LastOrDefault()?.Name is not null) throw Invalid(pattern);
        return new TopicPattern([.. parts], isOpen);
    }

    /// <summary>Whether the topic matches, and where its values are.</summary>
    /// <param name="topic">The topic, in UTF-8.</param>
    /// <param name="values">Receives the position of each value, in the order of <see cref="Names"/>.</param>
    public bool TryMatch(ReadOnlySpan<byte> topic, Span<Range> values)
    {
        int at = 0, found = 0;
        for (int i = 0; i < _parts.Length; i++)
        {
            TopicPart part = _parts[i];
            ReadOnlySpan<byte> rest = topic[at..];
            int length = part.Name is null ? part.Literal.Length : i + 1 < _parts.Length ? rest.IndexOf(_parts[i + 1].Literal) : rest.Length;
            if (length <= 0 || !part.Accepts(rest, length)) return false;
            if (part.Name is not null) values[found++] = at..(at + length);
            at += length;
        }

        return _isOpen || at == topic.Length;
    }

    private static FormatException Invalid(string pattern) => new($"'{pattern}' is not a valid topic pattern.");
}
