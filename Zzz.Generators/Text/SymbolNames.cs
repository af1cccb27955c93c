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

    /// <summary>
    /// Whether this is the type of a metadata name, whatever its type argument. It is asked of every type in sight, so it compares name by
    /// name, from the last, and makes no string. No type in <see cref="KnownTypes"/> is nested, or has more than one type parameter.
    /// </summary>
    public static bool Is(this ITypeSymbol? type, string metadataName)
    {
        if (type is not INamedTypeSymbol { ContainingType: null, Arity: <= 1 } named) return false;
        ReadOnlySpan<char> rest = metadataName.AsSpan();
        return CutEnd(ref rest, named.Arity == 0 ? "" : "`1") && CutEnd(ref rest, named.Name) && IsPath(rest, named.ContainingNamespace);
    }

    /// <summary>The identifier, with an <c>@</c> if it is a keyword, if only in an async method.</summary>
    public static string Escaped(this string identifier) =>
        SyntaxFacts.GetKeywordKind(identifier) == SyntaxKind.None && identifier != "await" ? identifier : $"@{identifier}";

    /// <summary>Whether a path, each part of which ends with a dot, leads to the namespace.</summary>
    private static bool IsPath(ReadOnlySpan<char> path, INamespaceSymbol space) => space.IsGlobalNamespace
        ? path.IsEmpty
        : CutEnd(ref path, ".") && CutEnd(ref path, space.Name) && IsPath(path, space.ContainingNamespace);

    private static bool CutEnd(ref ReadOnlySpan<char> text, string end)
    {
        if (!text.EndsWith(end.AsSpan(), StringComparison.Ordinal)) return false;
        text = text.Slice(0, text.Length - end.Length);
        return true;
    }

    private static string MetadataPath(INamespaceOrTypeSymbol symbol) => symbol switch
    {
        { ContainingType: { } outer } => $"{MetadataPath(outer)}+{symbol.MetadataName}",
        { ContainingNamespace: { IsGlobalNamespace: false } space } => $"{MetadataPath(space)}.{symbol.MetadataName}",
        _ => symbol.MetadataName,
    };
}
