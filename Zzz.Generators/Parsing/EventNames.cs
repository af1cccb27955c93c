using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Zzz.Generators.Text;

namespace Zzz.Generators.Parsing;

/// <summary>Reads the names of the events that a method is marked with.</summary>
internal static class EventNames
{
    /// <summary>Of a name that is no constant the compiler speaks itself.</summary>
    public static ImmutableArray<string> Of(IMethodSymbol method)
    {
        if (method.MethodKind != MethodKind.Ordinary) return [];
        var names = ImmutableArray.CreateBuilder<string>();
        foreach (AttributeData attribute in method.GetAttributes())
        {
            if (attribute.AttributeClass.Is(KnownTypes.OnAttribute) && attribute.ConstructorArguments is [{ Kind: TypedConstantKind.Primitive } name])
                names.Add((string?)name.Value ?? "");
        }

        return names.ToImmutable();
    }
}
