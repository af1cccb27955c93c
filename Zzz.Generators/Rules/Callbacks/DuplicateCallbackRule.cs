using Microsoft.CodeAnalysis;
using Zzz.Generators.Parsing;

namespace Zzz.Generators.Rules.Callbacks;

/// <summary>Overloads of a callback, of which none is the right one.</summary>
internal sealed class DuplicateCallbackRule() : ControllerRule(Broken)
{
    private static readonly DiagnosticDescriptor Broken = new(
        "ZZZ3006",
        "A callback is there twice",
        "'{0}' has {1} methods called '{2}', and only one can be the callback: keep that one, and give the others another name",
        Rule.Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Rule.Page("ZZZ3006"));

    public override IEnumerable<Diagnostic> Check(Controller controller) =>
        from overloads in controller.Callbacks.GroupBy(callback => callback.Kind)
        where overloads.Count() > 1
        from overload in overloads.Skip(1)
        select At(overload.Method, controller, controller.Type.Name, overloads.Count(), overloads.Key);
}
