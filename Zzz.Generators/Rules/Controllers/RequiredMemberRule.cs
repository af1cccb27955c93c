using Microsoft.CodeAnalysis;
using Zzz.Generators.Parsing;

namespace Zzz.Generators.Rules.Controllers;

/// <summary>A controller with a required member, which its constructor leaves to the caller to set.</summary>
internal sealed class RequiredMemberRule() : ClassRule(Broken)
{
    private static readonly DiagnosticDescriptor Broken = Rule.Error(
        "ZZZ1007",
        "A controller has a required member",
        "'{0}.{1}' is required, but only constructor parameters are injected: make it a constructor parameter");

    public override IEnumerable<Diagnostic> Check(MarkedClass marked)
    {
        if (marked.Constructors is not [var constructor] || constructor.AttributeOf(KnownTypes.SetsRequiredMembersAttribute) is not null) yield break;
        for (INamedTypeSymbol? type = marked.Type; type is { SpecialType: not SpecialType.System_Object }; type = type.BaseType)
        {
            foreach (ISymbol member in type.GetMembers())
                if (IsRequired(member)) yield return At(member, marked, marked.Type.Name, member.Name);
        }
    }

    private static bool IsRequired(ISymbol member) => member is IPropertySymbol { IsRequired: true } or IFieldSymbol { IsRequired: true };
}
