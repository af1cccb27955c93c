using Microsoft.CodeAnalysis;
using Zzz.Generators.Parsing;

namespace Zzz.Generators.Rules.Controllers;

/// <summary>Reports a generic controller: Zzz creates controllers, and has no type arguments for them.</summary>
internal sealed class GenericControllerRule() : ClassRule(Broken)
{
    private static readonly DiagnosticDescriptor Broken = Rule.Error(
        "ZZZ1002",
        "A controller is generic",
        "'{0}' or a containing type has type parameters, which Zzz cannot supply: mark a class without type parameters, such as a derived one");

    public override IEnumerable<Diagnostic> Check(MarkedClass marked)
    {
        if (HasTypeParameters(marked.Type)) yield return At(marked.Type, marked, marked.Type.Name);
    }

    private static bool HasTypeParameters(INamedTypeSymbol? type) =>
        type is not null && (type.IsGenericType || HasTypeParameters(type.ContainingType));
}
