using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Zzz.Generators.Parsing;

namespace Zzz.Generators.Rules.Controllers;

/// <summary>A controller that the generated session cannot name.</summary>
internal sealed class InaccessibleControllerRule() : ClassRule(Broken)
{
    private static readonly DiagnosticDescriptor Broken = Rule.Error(
        "ZZZ1003",
        "A controller is not accessible",
        "'{0}' cannot be reached from elsewhere in the assembly, because '{1}' is {2}: make '{1}' internal or public");

    public override IEnumerable<Diagnostic> Check(MarkedClass marked)
    {
        INamedTypeSymbol type = marked.Type;
        for (INamedTypeSymbol? part = type; part is not null; part = part.ContainingType)
            if (HiddenBy(part) is { } modifier) yield return At(type, marked, type.Name, part.Name, modifier);
    }

    private static string? HiddenBy(INamedTypeSymbol type) =>
        type.IsFileLocal ? "file-local"
        : type.IsAccessibleIn(type.ContainingAssembly) ? null
        : SyntaxFacts.GetText(type.DeclaredAccessibility);
}
