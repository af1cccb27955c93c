using Microsoft.CodeAnalysis;
using Zzz.Generators.Parsing;

namespace Zzz.Generators.Rules.Controllers;

/// <summary>A class that is marked as more than one of controller, socket and channel, which have different lifetimes.</summary>
internal sealed class TwoMarksRule() : ClassRule(Broken)
{
    private static readonly DiagnosticDescriptor Broken = Rule.Error(
        "ZZZ1008",
        "A class has conflicting attributes",
        "'{0}' cannot be marked with both {1} and [{2}]: write a separate class for each");

    private static readonly string[] Marks = [KnownTypes.WsRouteAttribute, KnownTypes.ChannelRouteAttribute, KnownTypes.ChannelAttribute];

    public override IEnumerable<Diagnostic> Check(MarkedClass marked)
    {
        // Most classes have no attribute but their mark.
        if (marked.Type.GetAttributes() is [_]) yield break;
        AttributeData? other = Marks
            .Select(mark => marked.Type.AttributeOf(mark))
            .FirstOrDefault(mark => mark is not null && !SymbolEqualityComparer.Default.Equals(mark.AttributeClass, marked.Mark.AttributeClass));
        if (other is not null) yield return At(marked.Type, marked, marked.Type.Name, marked.MarkAsWritten, Name(other));
    }

    private static string Name(AttributeData mark) => mark.AttributeClass!.Name.Substring(0, mark.AttributeClass.Name.Length - "Attribute".Length);
}
