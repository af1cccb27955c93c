using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Zzz.Generators.Text;

namespace Zzz.Generators.Parsing;

/// <summary>Answers questions about symbols that several rules or parsers ask.</summary>
internal static class SymbolTraits
{
    /// <summary>Returns the attribute with a metadata name, or null.</summary>
    public static AttributeData? AttributeOf(this ISymbol symbol, string metadataName)
    {
        foreach (AttributeData attribute in symbol.GetAttributes())
            if (attribute.AttributeClass.Is(metadataName)) return attribute;
        return null;
    }

    /// <summary>
    /// Whether the source of a member, including its parameters, contains no attributes. Reading the syntax costs far less than binding attributes
    /// after each edit.
    /// </summary>
    public static bool HasNoAttributeWritten(this ISymbol member) =>
        member is IMethodSymbol { IsImplicitlyDeclared: true, MethodKind: MethodKind.Constructor } || HasNoAttributeInSource(member);

    private static bool HasNoAttributeInSource(ISymbol member) =>
        member is not IMethodSymbol { PartialDefinitionPart: not null } and not IMethodSymbol { PartialImplementationPart: not null }
        && member.Locations.All(location => location.IsInSource)
        && !member.DeclaringSyntaxReferences.IsEmpty
        && member.DeclaringSyntaxReferences.All(reference => HasNoAttribute(reference.GetSyntax()));

    private static bool HasNoAttribute(SyntaxNode declaration) => declaration switch
    {
        // A primary constructor takes only the attributes with a target. Other members that the compiler adds have no attributes.
        TypeDeclarationSyntax type => type.AttributeLists.All(list => list.Target is null) && HasNoAttribute(type.ParameterList),
        BaseMethodDeclarationSyntax method =>
            method.AttributeLists.Count == 0
            && HasNoAttribute(method.ParameterList)
            && method is not MethodDeclarationSyntax { TypeParameterList: not null },
        _ => false,
    };

    private static bool HasNoAttribute(ParameterListSyntax? parameters) =>
        parameters is null || parameters.Parameters.All(parameter => parameter.AttributeLists.Count == 0);

    /// <summary>Returns an attribute in the form in which code writes it, without its arguments: <c>[Authorize]</c>.</summary>
    public static string AsWritten(this AttributeData attribute)
    {
        string name = attribute.AttributeClass!.Name;
        return $"[{(name.EndsWith("Attribute", StringComparison.Ordinal) ? name.Substring(0, name.Length - "Attribute".Length) : name)}]";
    }

    /// <summary>Returns the name of a controller or one of its members, for messages.</summary>
    public static string NameIn(this ISymbol symbol, MarkedClass marked) =>
        symbol is ITypeSymbol ? marked.Type.Name : $"{marked.Type.Name}.{symbol.Name}";

    /// <summary>Whether a type is one of the tasks that a handler may await or return.</summary>
    public static bool IsTask(this ITypeSymbol? type) =>
        type.Is(KnownTypes.Task) || type.Is(KnownTypes.TaskOf) || type.Is(KnownTypes.ValueTask) || type.Is(KnownTypes.ValueTaskOf);

    /// <summary>Whether other code in the assembly, such as generated code, may name a symbol, provided that it may name the symbol's container.</summary>
    public static bool IsAccessibleIn(this ISymbol symbol, IAssemblySymbol assembly) => symbol.DeclaredAccessibility switch
    {
        Accessibility.Public => true,
        Accessibility.Internal or Accessibility.ProtectedOrInternal =>
            SymbolEqualityComparer.Default.Equals(symbol.ContainingAssembly, assembly) || symbol.ContainingAssembly.GivesAccessTo(assembly),
        _ => false,
    };

    /// <summary>Whether other code in the assembly may name a type, including its containers and all types that it is made of.</summary>
    public static bool IsUsableIn(this ITypeSymbol type, IAssemblySymbol assembly) => type switch
    {
        IArrayTypeSymbol array => array.ElementType.IsUsableIn(assembly),
        INamedTypeSymbol { IsFileLocal: false } named =>
            named.IsAccessibleIn(assembly)
            && (named.ContainingType?.IsUsableIn(assembly) ?? true)
            && (named.IsUnboundGenericType || named.TypeArguments.All(argument => argument.IsUsableIn(assembly))),
        _ => type.TypeKind == TypeKind.Dynamic,
    };

    /// <summary>Whether a type is a memory or span of bytes. The metadata name says which of them to look for.</summary>
    public static bool IsBytes(this ITypeSymbol type, string metadataName) =>
        type.Is(metadataName) && type is INamedTypeSymbol { TypeArguments: [{ SpecialType: SpecialType.System_Byte }] };

    /// <summary>Whether a method implements a member of an interface, under the member's own name.</summary>
    public static bool ImplementsInterface(this IMethodSymbol method) => method.ContainingType.AllInterfaces
        .SelectMany(type => type.GetMembers(method.Name))
        .Any(member => SymbolEqualityComparer.Default.Equals(method.ContainingType.FindImplementationForInterfaceMember(member), method));

    /// <summary>Returns the underlying type of a <see cref="Nullable{T}"/>, or any other type itself.</summary>
    public static ITypeSymbol WithoutNullable(this ITypeSymbol type) =>
        type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T, TypeArguments: [var value] } ? value : type;
}
