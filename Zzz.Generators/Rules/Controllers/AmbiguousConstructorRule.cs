using Microsoft.CodeAnalysis;
using Zzz.Generators.Parsing;

namespace Zzz.Generators.Rules.Controllers;

/// <summary>A controller with several constructors that could be called.</summary>
internal sealed class AmbiguousConstructorRule() : ClassRule(Broken)
{
    private static readonly DiagnosticDescriptor Broken = Rule.Error(
        "ZZZ1005",
        "A controller has several constructors",
        "'{0}' has {1} constructors: keep one, or mark the one to call with [ActivatorUtilitiesConstructor]");

    public override IEnumerable<Diagnostic> Check(MarkedClass marked)
    {
        if (marked is { Type.IsAbstract: false, Constructors: [_, _, ..] constructors })
            yield return At(marked.Type, marked, marked.Type.Name, constructors.Length);
    }
}
