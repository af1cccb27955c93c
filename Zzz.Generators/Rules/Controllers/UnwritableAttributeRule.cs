using Microsoft.CodeAnalysis;
using Zzz.Generators.Kinds;
using Zzz.Generators.Parsing;

namespace Zzz.Generators.Rules.Controllers;

/// <summary>An attribute that emitted code cannot create. If it were left out, a restriction on access might be lost.</summary>
internal sealed class UnwritableAttributeRule() : ClassRule(Broken)
{
    private static readonly DiagnosticDescriptor Broken = Rule.Error(
        "ZZZ1009",
        "An attribute cannot be reproduced",
        "{0} on '{1}' would be lost, because generated code cannot reproduce it: {2}");

    public override IEnumerable<Diagnostic> Check(MarkedClass marked)
    {
        IEnumerable<Diagnostic> found = Check(AttributeSearch.MetadataOf(marked), marked.Type, marked);
        foreach (Callback callback in marked.Callbacks)
        {
            if (callback.Kind == CallbackKind.OnEvent)
                found = found.Concat(Check(AttributeSearch.MetadataOf(callback.Method, marked), callback.Method, marked));
        }

        return found;
    }

    private IEnumerable<Diagnostic> Check(IEnumerable<AttributeData> attributes, ISymbol place, MarkedClass marked)
    {
        foreach (AttributeData attribute in attributes)
        {
            // The compiler reports attributes that cannot be found.
            if (AttributeObstacle.IsUnknown(attribute) || AttributeObstacle.Of(attribute, marked.Type.ContainingAssembly) is not { } obstacle) continue;
            yield return At(attribute, place, marked, attribute.AsWritten(), place.NameIn(marked), obstacle);
        }
    }
}
