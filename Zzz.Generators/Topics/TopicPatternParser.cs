using System.Collections.Immutable;

namespace Zzz.Generators.Topics;

/// <summary>Parses the pattern of a channel's topics at compile time. The runtime gets the parts.</summary>
internal static class TopicPatternParser
{
    /// <summary>The names of the constraints that a value may have.</summary>
    public static readonly string[] Constraints = ["int", "long", "guid", "bool", "alpha"];

    public static TopicPattern Parse(string? pattern)
    {
        if (pattern is null) return TopicPattern.Wrong("it is null: write a topic, such as \"room:*\"");
        if (pattern.Length == 0) return TopicPattern.Wrong("it is empty: write a topic, such as \"room:*\"");
        if (pattern == "phoenix") return TopicPattern.Wrong("that topic is reserved for heartbeats");

        bool isOpen = pattern.EndsWith("*", StringComparison.Ordinal);
        string rest = isOpen ? pattern.Substring(0, pattern.Length - 1) : pattern;
        var parts = ImmutableArray.CreateBuilder<TopicPart>();
        while (rest.Length > 0)
        {
            (TopicPart? part, string? mistake) = Take(ref rest);
            mistake ??= Beside(part!, parts);
            if (mistake is not null) return TopicPattern.Wrong(mistake);
            parts.Add(part!);
        }

        return isOpen && parts is [.., { IsValue: true }]
            ? TopicPattern.Wrong("a value at the end already takes the rest of the topic: remove the '*'")
            : new TopicPattern(pattern, parts.ToImmutable(), isOpen, Mistake: null);
    }

    private static (TopicPart? Part, string? Mistake) Take(ref string rest)
    {
        int end = rest[0] == '{' ? rest.IndexOf('}') + 1 : rest.IndexOf('{');
        if (end == 0) return (null, "its braces do not match: write {name} or {name:constraint}");
        string piece = end < 0 ? rest : rest.Substring(0, end);
        rest = rest.Substring(piece.Length);
        return piece[0] == '{' ? Value(piece) : Literal(piece);
    }

    private static (TopicPart? Part, string? Mistake) Literal(string text) =>
        text.IndexOf('}') >= 0 ? (null, "its braces do not match: write {name} or {name:constraint}")
        : text.IndexOf('*') >= 0 ? (null, "a '*' is only allowed as the last character: write {name} for a value elsewhere")
        : (new TopicPart(text), null);

    private static (TopicPart? Part, string? Mistake) Value(string text)
    {
        string[] value = text.Substring(1, text.Length - 2).Split(':');
        if (value.Length > 2 || !IsName(value[0])) return (null, $"'{text}' is not a valid value: write {{name}} or {{name:constraint}}");
        return value.Length == 1 || Constraints.Contains(value[1])
            ? (new TopicPart("", value[0], value.Length == 1 ? null : value[1]), null)
            : (null, $"'{value[1]}' is not a constraint of topics: write one of {string.Join(", ", Constraints)}");
    }

    private static string? Beside(TopicPart part, ImmutableArray<TopicPart>.Builder before) => part switch
    {
        { Name: { } name } when before.Any(other => name.Equals(other.Name, StringComparison.OrdinalIgnoreCase)) =>
            $"two values are called '{name}': give each its own name",
        { IsValue: true } when before.Count > 0 && before[before.Count - 1] is { IsValue: true } other =>
            $"nothing shows where '{{{other.Name}}}' ends and '{{{part.Name}}}' begins: write some text between them",
        _ => null,
    };

    private static bool IsName(string text) =>
        text.Length > 0 && !char.IsDigit(text[0]) && text.All(letter => char.IsLetterOrDigit(letter) || letter == '_');
}
