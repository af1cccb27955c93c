using Zzz.Generators.Models;
using Zzz.Generators.Text;
using Zzz.Generators.Topics;

namespace Zzz.Generators.Gathering;

/// <summary>Writes the expressions that create the parts of a topic pattern.</summary>
internal static class TopicExpression
{
    private const string Part = $"global::{KnownTypes.TopicPart}";

    public static EquatableArray<string> Of(TopicPattern pattern)
    {
        IEnumerable<string> parts = pattern.Parts.Select(Of);
        return (pattern.IsOpen ? parts.Append($"{Part}.Rest") : parts).ToEquatableArray();
    }

    private static string Of(TopicPart part) => part switch
    {
        { Name: null } => $"{Part}.Literal({Literal.Quoted(part.Literal)})",
        { Constraint: null } => $"{Part}.Value({Literal.Quoted(part.Name)})",
        _ => $"{Part}.Value({Literal.Quoted(part.Name)}, {Literal.Quoted(part.Constraint)})",
    };
}
