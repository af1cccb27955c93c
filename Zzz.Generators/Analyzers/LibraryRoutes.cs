using Microsoft.CodeAnalysis;
using Zzz.Generators.Parsing;

namespace Zzz.Generators.Analyzers;

/// <summary>Looks for routes in an assembly that has generated endpoints. Any other assembly costs only the look-up of one type.</summary>
internal static class LibraryRoutes
{
    private const string Endpoints = "Zzz.ZzzEndpoints";

    /// <summary>Whether an assembly has a session of a controller or socket. Sessions are recognized by their names and their namespace.</summary>
    public static bool AreIn(IAssemblySymbol assembly) =>
        assembly.GetTypeByMetadataName(Endpoints) is not null
        && assembly.GlobalNamespace.GetNamespaceMembers().FirstOrDefault(space => space.Name == "Zzz") is { } root
        && root.GetNamespaceMembers().FirstOrDefault(space => space.Name == "Generated") is { } generated
        && HasSession(generated);

    /// <summary>Returns the first module that an app can call, or null if there is none.</summary>
    public static INamedTypeSymbol? ModuleOf(IAssemblySymbol assembly) => TypesIn(assembly.GlobalNamespace).FirstOrDefault(type =>
        type is { IsStatic: true, DeclaredAccessibility: Accessibility.Public } && type.AttributeOf(KnownTypes.ZzzModuleAttribute) is not null);

    private static bool HasSession(INamespaceSymbol space) =>
        space.GetTypeMembers().Any(type => type.Name.EndsWith("Session", StringComparison.Ordinal))
        || space.GetNamespaceMembers().Any(HasSession);

    private static IEnumerable<INamedTypeSymbol> TypesIn(INamespaceSymbol space) =>
        space.GetTypeMembers().Concat(space.GetNamespaceMembers().SelectMany(TypesIn));
}
