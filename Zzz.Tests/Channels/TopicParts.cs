using Xunit;
using Zzz.Generators.Topics;
using FoundPart = Zzz.Generators.Topics.TopicPart;
using TopicPart = Zzz.CompilerServices.TopicPart;

namespace Zzz.Tests.Channels;

/// <summary>The parts of a topic pattern, as the generator finds them and emitted code creates them.</summary>
internal static class TopicParts
{
    public static TopicPart[] Of(string text)
    {
        TopicPattern pattern = TopicPatternParser.Parse(text);
        Assert.Null(pattern.Mistake);
        IEnumerable<TopicPart> parts = pattern.Parts.Select(Of);
        return [.. pattern.IsOpen ? parts.Append(TopicPart.Rest) : parts];
    }

    private static TopicPart Of(FoundPart part) =>
        part.Name is null ? TopicPart.Literal(part.Literal) : TopicPart.Value(part.Name, part.Constraint);
}
