using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Zzz.Generators.Text;

namespace Zzz.Generators.Parsing;

/// <summary>The names of events: those with which a method is marked, and the one that the method's name suggests.</summary>
internal static class EventNames
{
    /// <summary>Returns the events of a method. A name that is not a constant is left out, because the compiler reports it.</summary>
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

    /// <summary>Returns the event that a method's name suggests, such as <c>new_message</c> for <c>NewMessageAsync</c>.</summary>
    public static string For(IMethodSymbol method) => SnakeCase.Of(method.Name, without: "Async");
}
