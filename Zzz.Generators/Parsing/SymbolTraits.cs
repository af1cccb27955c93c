using Microsoft.CodeAnalysis;
using Zzz.Generators.Text;

namespace Zzz.Generators.Parsing;

/// <summary>Questions about symbols that more than one rule or parser asks.</summary>
internal static class SymbolTraits
{
    /// <summary>The attribute of a metadata name, or null.</summary>
    public static AttributeData? AttributeOf(this ISymbol symbol, string metadataName)
    {
        foreach (AttributeData attribute in symbol.GetAttributes())
            if (attribute.AttributeClass.Is(metadataName)) return attribute;
        return null;
    }

    /// <summary>Whether it is one of the tasks that a handler may await or return.</summary>
    public static bool IsTask(this ITypeSymbol? type) =>
        type.Is(KnownTypes.Task) || type.Is(KnownTypes.TaskOf) || type.Is(KnownTypes.ValueTask) || type.Is(KnownTypes.ValueTaskOf);

    /// <summary>Whether a stranger within the assembly, such as generated code, may name the symbol if it may name its container.</summary>
    public static bool IsAccessibleIn(this ISymbol symbol, IAssemblySymbol assembly) => symbol.DeclaredAccessibility switch
    {
        Accessibility.Public => true,
        Accessibility.Internal or Accessibility.ProtectedOrInternal =>
            SymbolEqualityComparer.Default.Equals(symbol.ContainingAssembly, assembly) || symbol.ContainingAssembly.GivesAccessTo(assembly),
        _ => false,
    };

    /// <summary>Whether a stranger within the assembly may name the type, what it stands in, and its type arguments.</summary>
    public static bool IsUsableIn(this INamedTypeSymbol type, IAssemblySymbol assembly) =>
        type.IsAccessibleIn(assembly)
        && !type.IsFileLocal
        && (type.ContainingType?.IsUsableIn(assembly) ?? true)
        && type.TypeArguments.OfType<INamedTypeSymbol>().All(argument => argument.IsUsableIn(assembly));

    /// <summary>Whether it is a memory or span of bytes, by the memory's or span's metadata name.</summary>
    public static bool IsBytes(this ITypeSymbol type, string metadataName) =>
        type.Is(metadataName) && type is INamedTypeSymbol { TypeArguments: [{ SpecialType: SpecialType.System_Byte }] };

    /// <summary>Whether an interface asks for the method, under its own name.</summary>
    public static bool ImplementsInterface(this IMethodSymbol method) => method.ContainingType.AllInterfaces
        .SelectMany(type => type.GetMembers(method.Name))
        .Any(member => SymbolEqualityComparer.Default.Equals(method.ContainingType.FindImplementationForInterfaceMember(member), method));

    /// <summary>The type that a <see cref="Nullable{T}"/> is of; of any other type the type itself.</summary>
    public static ITypeSymbol WithoutNullable(this ITypeSymbol type) =>
        type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T, TypeArguments: [var value] } ? value : type;
}
