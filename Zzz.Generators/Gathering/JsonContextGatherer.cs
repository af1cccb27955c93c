using Microsoft.CodeAnalysis;
using Zzz.Generators.Parsing;
using Zzz.Generators.Text;

namespace Zzz.Generators.Gathering;

/// <summary>Finds the assembly's contexts for JSON, which another generator completes: only their names are known here.</summary>
internal static class JsonContextGatherer
{
    /// <summary>The context's name, as code writes it; null if emitted code cannot reach it, or it is none.</summary>
    public static string? Gather(INamedTypeSymbol type) =>
        IsContext(type) && type is { IsGenericType: false, IsAbstract: false } && type.IsUsableIn(type.ContainingAssembly) ? type.FullName() : null;

    private static bool IsContext(INamedTypeSymbol type)
    {
        for (INamedTypeSymbol? parent = type.BaseType; parent is not null; parent = parent.BaseType)
            if (parent.Is(KnownTypes.JsonSerializerContext)) return true;
        return false;
    }
}
