using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Zzz.Generators.Parsing;
using Zzz.Generators.Text;

namespace Zzz.Generators.Endpoints;

/// <summary>Writes the attributes of a controller, or a handler of events, as expressions that make them, as metadata of its endpoint or channel.</summary>
internal static class EndpointMetadata
{
    private static readonly string[] Marks =
        [KnownTypes.WsRouteAttribute, KnownTypes.ChannelRouteAttribute, KnownTypes.ChannelAttribute, KnownTypes.OnAttribute];

    /// <summary>What a class inherits comes first, because of two attributes of one type the later one counts.</summary>
    public static IEnumerable<string> Of(INamedTypeSymbol type) =>
        Attributes(type).Where(attribute => IsMetadata(attribute, type.ContainingAssembly)).Select(New);

    public static IEnumerable<string> Of(IMethodSymbol method) =>
        method.GetAttributes().Where(attribute => IsMetadata(attribute, method.ContainingAssembly)).Select(New);

    private static ImmutableArray<AttributeData> Attributes(INamedTypeSymbol type)
    {
        ImmutableArray<AttributeData> own = type.GetAttributes();
        return type.BaseType is { SpecialType: not SpecialType.System_Object } parent
            ? [.. Attributes(parent).Where(attribute => IsInherited(attribute, own)), .. own]
            : own;
    }

    private static bool IsInherited(AttributeData attribute, ImmutableArray<AttributeData> own)
    {
        AttributeData? usage = UsageOf(attribute.AttributeClass);
        return IsSet(usage, "Inherited", otherwise: true)
            && (IsSet(usage, "AllowMultiple", otherwise: false) || !own.Any(other => IsSameClass(other, attribute)));
    }

    private static AttributeData? UsageOf(INamedTypeSymbol? attributeClass)
    {
        for (INamedTypeSymbol? type = attributeClass; type is not null; type = type.BaseType)
            if (type.AttributeOf(KnownTypes.AttributeUsageAttribute) is { } usage) return usage;
        return null;
    }

    private static bool IsSet(AttributeData? usage, string property, bool otherwise) =>
        usage?.NamedArguments.Where(argument => argument.Key == property).Select(argument => argument.Value.Value).FirstOrDefault() as bool?
        ?? otherwise;

    private static bool IsSameClass(AttributeData one, AttributeData other) =>
        SymbolEqualityComparer.Default.Equals(one.AttributeClass, other.AttributeClass);

    /// <summary>Not so: the mark itself, what only the compiler reads, and what emitted code cannot name.</summary>
    private static bool IsMetadata(AttributeData attribute, IAssemblySymbol assembly) =>
        attribute is { AttributeClass: { TypeKind: not TypeKind.Error } type, AttributeConstructor: { } constructor }
        && !Marks.Any(mark => type.Is(mark))
        && type.ContainingNamespace.ToDisplayString() != "System.Runtime.CompilerServices"
        && type.AttributeOf(KnownTypes.ConditionalAttribute) is null
        && type.IsUsableIn(assembly)
        && constructor.IsAccessibleIn(assembly);

    private static string New(AttributeData attribute)
    {
        string arguments = string.Join(", ", Arguments(attribute));
        string[] properties = [.. attribute.NamedArguments.Select(argument => $"{argument.Key.Escaped()} = {Literal.Of(argument.Value)}")];
        string initializer = properties.Length == 0 ? "" : $" {{ {string.Join(", ", properties)} }}";
        return $"new {attribute.AttributeClass!.FullName()}({arguments}){initializer}";
    }

    private static IEnumerable<string> Arguments(AttributeData attribute)
    {
        bool endsWithParams = attribute.AttributeConstructor!.Parameters is [.., { IsParams: true }];
        TypedConstant[] arguments = [.. attribute.ConstructorArguments];
        return endsWithParams && arguments[arguments.Length - 1] is { IsNull: false, Values: [_, _, ..] or [] } several
            ? arguments.Take(arguments.Length - 1).Concat(several.Values).Select(Literal.Of)
            : arguments.Select(Literal.Of);
    }
}
