using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Zzz.Generators.Models;
using Zzz.Generators.Text;

namespace Zzz.Generators.Gathering;

/// <summary>Creates the model of a module, which <c>ModuleEmitter</c> completes.</summary>
internal static class ModuleGatherer
{
    /// <summary>Returns the model, or null if the class cannot be completed.</summary>
    public static ModuleModel? Gather(INamedTypeSymbol type) => CanBeCompleted(type)
        ? new ModuleModel(NamespaceOf(type), type.Name.Escaped(), type.FullMetadataName())
        : null;

    public static bool CanBeCompleted(INamedTypeSymbol type) =>
        type is { IsStatic: true, IsGenericType: false, ContainingType: null, IsFileLocal: false }
        && type.DeclaringSyntaxReferences.All(part => part.GetSyntax() is ClassDeclarationSyntax module && IsPartial(module));

    private static bool IsPartial(ClassDeclarationSyntax module) => module.Modifiers.Any(SyntaxKind.PartialKeyword);

    private static string? NamespaceOf(INamedTypeSymbol type) => type.ContainingNamespace.IsGlobalNamespace
        ? null
        : type.ContainingNamespace.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat.WithGlobalNamespaceStyle(
            SymbolDisplayGlobalNamespaceStyle.Omitted));
}
