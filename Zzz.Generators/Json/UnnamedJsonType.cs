using Microsoft.CodeAnalysis;
using Zzz.Generators.Parsing;

namespace Zzz.Generators.Json;

/// <summary>A type that no context lists. Decides what the type most likely is, and what the user should therefore write.</summary>
/// <param name="Type">The type.</param>
/// <param name="Parameter">The parameter that has the type, or null if the type is that of a returned or sent value.</param>
internal sealed record UnnamedJsonType(ITypeSymbol Type, IParameterSymbol? Parameter = null)
{
    private const string Unnamed = "no JsonSerializerContext of the assembly names it";

    /// <summary>Whether the remedy is to list the type on a context.</summary>
    public bool CanBeNamed => AnonymousIn(Type) is null && !IsObject && !IsMostLikelyService;

    /// <summary>The type's name as code would write it, if it has a name.</summary>
    public string Name => Display(Type.WithNullableAnnotation(NullableAnnotation.NotAnnotated));

    public string Remedy => this switch
    {
        _ when AnonymousIn(Type) is { } anonymous => RecordFor(anonymous),
        _ when IsObject => "the type does not say what the JSON contains: use a record, or JsonElement",
        { Parameter: { Name: var name } } when IsMostLikelyService =>
            $"{Unnamed}: if it is a service, write [FromServices] before '{name}', or take it in the constructor; if not, {Naming(Name)}",
        { Parameter: { Name: var name } } when CanBeService => $"{Unnamed}: {Naming(Name)}, or write [FromServices] before '{name}' if it is a service",
        _ => $"{Unnamed}: {Naming(Name)}",
    };

    private bool IsObject => Type.SpecialType == SpecialType.System_Object;

    private static string Naming(string type) => $"add [JsonSerializable(typeof({type}))] to one";

    /// <summary>Whether <c>[FromServices]</c> may be the remedy.</summary>
    public bool CanBeService => Parameter is not null && ServiceType.MayBe(Type);

    /// <summary>Whether the type is probably a service, because it cannot have instances that are read from JSON.</summary>
    private bool IsMostLikelyService => CanBeService && ServiceType.IsNeverJson(Type);

    private string RecordFor(INamedTypeSymbol anonymous)
    {
        IEnumerable<string> members = anonymous.GetMembers().OfType<IPropertySymbol>().Select(member => $"{Display(member.Type)} {member.Name}");
        string type = Name.Replace(Display(anonymous), "Payload");
        return $"no JsonSerializerContext can name an anonymous type: declare a record, as in 'record Payload({string.Join(", ", members)});', and {Naming(type)}";
    }

    /// <summary>Returns the type if it is anonymous, or the anonymous type that it has as an element or type argument.</summary>
    private static INamedTypeSymbol? AnonymousIn(ITypeSymbol type) => type switch
    {
        INamedTypeSymbol { IsAnonymousType: true } anonymous => anonymous,
        INamedTypeSymbol named => named.TypeArguments.Select(AnonymousIn).FirstOrDefault(found => found is not null),
        IArrayTypeSymbol array => AnonymousIn(array.ElementType),
        _ => null,
    };

    private static string Display(ITypeSymbol type) => type.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat);
}
