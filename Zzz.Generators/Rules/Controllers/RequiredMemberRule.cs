using Microsoft.CodeAnalysis;
using Zzz.Generators.Parsing;

namespace Zzz.Generators.Rules.Controllers;

/// <summary>A controller with a member that its constructor leaves to the caller.</summary>
internal sealed class RequiredMemberRule() : ControllerRule(Broken)
{
    private static readonly DiagnosticDescriptor Broken = new(
        "ZZZ1007",
        "A controller has a required member",
        "'{0}.{1}' is required, but only constructor parameters are injected: take it as a parameter of the constructor",
        Rule.Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Rule.Page("ZZZ1007"));

    public override IEnumerable<Diagnostic> Check(Controller controller) =>
        controller.Constructors is [var constructor] && constructor.AttributeOf(KnownTypes.SetsRequiredMembersAttribute) is null
            ? RequiredMembers(controller.Type).Select(member => At(member, controller, controller.Type.Name, member.Name))
            : [];

    private static IEnumerable<ISymbol> RequiredMembers(INamedTypeSymbol? type) => type is null
        ? []
        : type.GetMembers().Where(member => member is IPropertySymbol { IsRequired: true } or IFieldSymbol { IsRequired: true })
            .Concat(RequiredMembers(type.BaseType));
}
