using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Zzz.Generators.Text;

namespace Zzz.Generators.Parsing;

/// <summary>The names of events: those that a method is marked with, and the one that it suggests.</summary>
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

    /// <summary>The event that a method is named after: <c>new_message</c> for <c>NewMessageAsync</c>.</summary>
    public static string For(IMethodSymbol method) => SnakeCase.Of(method.Name, without: "Async");
}
