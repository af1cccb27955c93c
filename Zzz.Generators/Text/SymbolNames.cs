using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Zzz.Generators.Text;

/// <summary>The names of symbols, in metadata and in emitted code.</summary>
internal static class SymbolNames
{
    private static readonly SymbolDisplayFormat Qualified = SymbolDisplayFormat.FullyQualifiedFormat.AddMiscellaneousOptions(
        SymbolDisplayMiscellaneousOptions.IncludeNullableReferenceTypeModifier);

    /// <summary>Returns the name in the form that emitted code uses: <c>global::Chat.Outer.Echo</c>.</summary>
    private static readonly string?[] Keywords = new string?[(int)SpecialType.System_String + 1];

    /// <summary>The name as emitted code writes it: <c>global::Chat.Outer.Echo</c>.</summary>
    public static string FullName(this ITypeSymbol type) =>
        type is { SpecialType: > SpecialType.None and <= SpecialType.System_String, NullableAnnotation: not NullableAnnotation.Annotated }
            ? Keywords[(int)type.SpecialType] ??= type.ToDisplayString(Qualified)
            : type.ToDisplayString(Qualified);

    /// <summary>Returns the name in the form that emitted code uses, without a <c>?</c> for null.</summary>
    public static string FullNameNotNull(this ITypeSymbol type) => type.WithNullableAnnotation(NullableAnnotation.NotAnnotated).FullName();

    /// <summary>Returns the name in metadata: <c>Chat.Outer+Echo</c>.</summary>
    public static string FullMetadataName(this INamedTypeSymbol type) => MetadataPath(type);

    /// <summary>
    /// Whether this is the type with a metadata name, whatever its type argument. This is called for every type in sight, so it compares the name
    /// part by part, from the last part on, and allocates no strings. No type in <see cref="KnownTypes"/> is nested, or has more than one type
    /// parameter.
    /// </summary>
    public static bool Is(this ITypeSymbol? type, string metadataName)
    {
        if (type is not INamedTypeSymbol { ContainingType: null, Arity: <= 1 } named) return false;
        ReadOnlySpan<char> rest = metadataName.AsSpan();
        return CutEnd(ref rest, named.Arity == 0 ? "" : "`1") && CutEnd(ref rest, named.Name) && IsPath(rest, named.ContainingNamespace);
    }

    /// <summary>Returns the identifier, with an <c>@</c> if it is a keyword, even one only in async methods.</summary>
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
