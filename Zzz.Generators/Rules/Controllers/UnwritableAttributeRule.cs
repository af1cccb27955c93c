using Microsoft.CodeAnalysis;
using Zzz.Generators.Kinds;
using Zzz.Generators.Parsing;

namespace Zzz.Generators.Rules.Controllers;

/// <summary>An attribute that emitted code cannot make anew: dropped, it might leave a door open.</summary>
internal sealed class UnwritableAttributeRule() : ControllerRule(Broken)
{
    private static readonly DiagnosticDescriptor Broken = new(
        "ZZZ1009",
        "An attribute cannot be reproduced",
        "{0} on '{1}' would be lost, because generated code cannot reproduce it: {2}",
        Rule.Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Rule.Page("ZZZ1009"));

    public override IEnumerable<Diagnostic> Check(Controller controller)
    {
        IEnumerable<Diagnostic> found = Check(AttributeSearch.MetadataOf(controller), controller.Type, controller);
        foreach (Callback callback in controller.Callbacks)
        {
            if (callback.Kind == CallbackKind.OnEvent)
                found = found.Concat(Check(AttributeSearch.MetadataOf(callback.Method, controller), callback.Method, controller));
        }

        return found;
    }

    private IEnumerable<Diagnostic> Check(IEnumerable<AttributeData> attributes, ISymbol place, Controller controller)
    {
        foreach (AttributeData attribute in attributes)
        {
            // Of what cannot be found the compiler speaks itself.
            if (AttributeObstacle.IsUnknown(attribute) || AttributeObstacle.Of(attribute, controller.Type.ContainingAssembly) is not { } obstacle) continue;
            yield return At(attribute, place, controller, attribute.AsWritten(), place.NameIn(controller), obstacle);
        }
    }
}
