using System.Collections.Immutable;
using Zzz.CompilerServices;

namespace Zzz.Channels.Patterns;

/// <summary>
/// The topics that a channel serves: a single topic, such as <c>lobby</c>; every topic with a prefix, such as <c>room:*</c>; or every topic
/// that fits a pattern with values, such as <c>room:{id:int}</c>. A value extends to the next literal text and cannot be empty. Matching
/// allocates nothing.
/// </summary>
internal sealed class TopicPattern
{
    private readonly TopicPart[] _parts;
    private readonly bool _isOpen;

    /// <param name="parts">The parts that the generator found in the pattern's text.</param>
    public TopicPattern(TopicPart[] parts)
    {
        _isOpen = parts[^1] == TopicPart.Rest;
        _parts = _isOpen ? parts[..^1] : parts;
        Names = [.. parts.Select(part => part.Name).OfType<string>()];
    }

    /// <summary>Creates the pattern of a single topic or, with a <c>*</c> at the end, of all topics with a prefix.</summary>
    public static TopicPattern OfText(string text) => text switch
    {
        "*" => new([TopicPart.Rest]),
        [.. string prefix, '*'] => new([TopicPart.Literal(prefix), TopicPart.Rest]),
        _ => new([TopicPart.Literal(text)]),
    };

    /// <summary>The names of the values, in order.</summary>
    public ImmutableArray<string> Names { get; }

    /// <summary>Whether a topic matches this pattern; if so, also finds the values in it.</summary>
    /// <param name="topic">The topic, in UTF-8.</param>
    /// <param name="values">Receives the position of each value, in the order of <see cref="Names"/>.</param>
    public bool TryMatch(ReadOnlySpan<byte> topic, Span<Range> values)
    {
        int at = 0, found = 0;
        for (int i = 0; i < _parts.Length; i++)
        {
            TopicPart part = _parts[i];
            ReadOnlySpan<byte> rest = topic[at..];
            int length = part.Name is null ? part.Text.Length : i + 1 < _parts.Length ? rest.IndexOf(_parts[i + 1].Text) : rest.Length;
            if (length <= 0 || !part.Accepts(rest, length)) return false;
            if (part.Name is not null) values[found++] = at..(at + length);
            at += length;
        }

        return _isOpen || at == topic.Length;
    }
}
