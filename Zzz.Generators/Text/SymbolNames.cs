using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Zzz.Generators.Text;

/// <summary>The names of symbols: as metadata has them, and as emitted code writes them.</summary>
internal static class SymbolNames
{
    private static readonly SymbolDisplayFormat Qualified = SymbolDisplayFormat.FullyQualifiedFormat.AddMiscellaneousOptions(
        SymbolDisplayMiscellaneousOptions.IncludeNullableReferenceTypeModifier);

    /// <summary>The name as emitted code writes it: <c>global::Chat.Outer.Echo</c>.</summary>
    public static string FullName(this ITypeSymbol type) => type.ToDisplayString(Qualified);

    /// <summary>The name as emitted code writes it where no null is.</summary>
    public static string FullNameNotNull(this ITypeSymbol type) => type.WithNullableAnnotation(NullableAnnotation.NotAnnotated).FullName();

    /// <summary>The name as metadata has it: <c>Chat.Outer+Echo</c>.</summary>
    public static string FullMetadataName(this INamedTypeSymbol type) => MetadataPath(type);

    /// <summary>Whether this is the type of a metadata name, whatever its type arguments.</summary>
    public static bool Is(this ITypeSymbol? type, string metadataName) =>
        type is INamedTypeSymbol named
        && metadataName.EndsWith(named.MetadataName, StringComparison.Ordinal)
        && named.OriginalDefinition.FullMetadataName() == metadataName;

    /// <summary>The identifier, with an <c>@</c> if it is a keyword.</summary>
    public static string Escaped(this string identifier) =>
        SyntaxFacts.GetKeywordKind(identifier) == SyntaxKind.None ? identifier : $"@{identifier}";

    private static string MetadataPath(INamespaceOrTypeSymbol symbol) => symbol switch
    {
        { ContainingType: { } outer } => $"{MetadataPath(outer)}+{symbol.MetadataName}",
        { ContainingNamespace: { IsGlobalNamespace: false } space } => $"{MetadataPath(space)}.{symbol.MetadataName}",
        _ => symbol.MetadataName,
    };
}
