using Microsoft.CodeAnalysis;
using Zzz.Generators.Parsing;

namespace Zzz.Generators.Rules.Controllers;

/// <summary>A controller whose constructors generated code cannot call.</summary>
internal sealed class InaccessibleConstructorRule() : ClassRule(Broken)
{
    private static readonly DiagnosticDescriptor Broken = Rule.Error(
        "ZZZ1004",
        "A controller has no accessible constructor",
        "'{0}' has no constructor that can be called from elsewhere in the assembly: make one internal or public");

    public override IEnumerable<Diagnostic> Check(MarkedClass marked)
    {
        if (marked is { Type: { IsAbstract: false, IsStatic: false }, Constructors: [] })
            yield return At(marked.Type, marked, marked.Type.Name);
    }
}
