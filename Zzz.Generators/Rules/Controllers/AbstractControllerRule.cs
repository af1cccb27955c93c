using Microsoft.CodeAnalysis;
using Zzz.Generators.Parsing;

namespace Zzz.Generators.Rules.Controllers;

/// <summary>A controller that cannot have instances.</summary>
internal sealed class AbstractControllerRule() : ClassRule(Broken)
{
    private static readonly DiagnosticDescriptor Broken = Rule.Error(
        "ZZZ1001",
        "A controller is abstract or static",
        "'{0}' is {1}, so Zzz cannot create an instance of it: remove '{1}', or move {2} to a derived class");

    public override IEnumerable<Diagnostic> Check(MarkedClass marked)
    {
        INamedTypeSymbol type = marked.Type;
        if (type.IsStatic) yield return At(type, marked, type.Name, "static", marked.MarkAsWritten);
        else if (type.IsAbstract) yield return At(type, marked, type.Name, "abstract", marked.MarkAsWritten);
    }
}
