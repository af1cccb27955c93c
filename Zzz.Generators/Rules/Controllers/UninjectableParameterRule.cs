using Microsoft.CodeAnalysis;
using Zzz.Generators.Parsing;

namespace Zzz.Generators.Rules.Controllers;

/// <summary>A constructor parameter that no service provider can supply.</summary>
internal sealed class UninjectableParameterRule() : ClassRule(Broken)
{
    private static readonly DiagnosticDescriptor Broken = Rule.Error(
        "ZZZ1006",
        "A constructor parameter cannot be a service",
        "'{0}' cannot be created, because '{1}' is passed by reference, or its type is a pointer or a ref struct: take an ordinary service by value");

    public override IEnumerable<Diagnostic> Check(MarkedClass marked) =>
        marked.Constructors is [var constructor]
            ? constructor.Parameters.Where(IsNoService).Select(parameter => At(parameter, marked, marked.Type.Name, parameter.Name))
            : [];

    private static bool IsNoService(IParameterSymbol parameter) =>
        parameter.RefKind is not (RefKind.None or RefKind.In)
        || parameter.Type.IsRefLikeType
        || parameter.Type.TypeKind is TypeKind.Pointer or TypeKind.FunctionPointer;
}
