using Microsoft.CodeAnalysis;
using Zzz.Generators.Parsing;

namespace Zzz.Generators.Rules.Controllers;

/// <summary>A controller that could be made in several ways.</summary>
internal sealed class AmbiguousConstructorRule() : ControllerRule(Broken)
{
    private static readonly DiagnosticDescriptor Broken = new(
        "ZZZ1005",
        "A controller has several constructors",
        "'{0}' has {1} constructors: keep one, or mark the one to call with [ActivatorUtilitiesConstructor]",
        Rule.Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Rule.Page("ZZZ1005"));

    public override IEnumerable<Diagnostic> Check(Controller controller)
    {
        if (controller is { Type.IsAbstract: false, Constructors: [_, _, ..] constructors })
            yield return At(controller.Type, controller, controller.Type.Name, constructors.Length);
    }
}
