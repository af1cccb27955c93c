using Microsoft.CodeAnalysis;
using Zzz.Generators.Parsing;
using Zzz.Generators.Text;

namespace Zzz.Generators.Gathering;

/// <summary>Finds the assembly's <c>JsonSerializerContext</c>s. Another generator completes them, so only their names are known here.</summary>
internal static class JsonContextGatherer
{
    /// <summary>Returns the context's name in the form that code uses, or null if the type is not a context or emitted code cannot reach it.</summary>
    public static string? Gather(INamedTypeSymbol type) =>
        IsContext(type) && type is { IsGenericType: false, IsAbstract: false } && type.IsUsableIn(type.ContainingAssembly) ? type.FullName() : null;

    private static bool IsContext(INamedTypeSymbol type)
    {
        for (INamedTypeSymbol? parent = type.BaseType; parent is not null; parent = parent.BaseType)
            if (parent.Is(KnownTypes.JsonSerializerContext)) return true;
        return false;
    }
}
