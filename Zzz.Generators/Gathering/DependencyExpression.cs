using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Zzz.Generators.Models;
using Zzz.Generators.Parsing;
using Zzz.Generators.Text;

namespace Zzz.Generators.Gathering;

/// <summary>Writes the expression that gets the argument for a constructor parameter from the connection's services.</summary>
internal static class DependencyExpression
{
    public static string Of(IParameterSymbol parameter)
    {
        if (parameter.Type.Is(KnownTypes.ServiceProvider)) return Variables.Services;

        string? key = KeyOf(parameter);
        if (IsRequired(parameter)) return Call("GetRequired", parameter.Type, key);
        if (IsPlainValueType(parameter.Type)) return ValueOrDefault(parameter, key);

        string service = Call("Get", parameter.Type, key);
        if (parameter is { HasExplicitDefaultValue: true, ExplicitDefaultValue: { } value })
            return $"{service} ?? {Literal.Of(value, parameter.Type)}";
        return parameter.NullableAnnotation == NullableAnnotation.Annotated ? service : $"{service}!";
    }

    private static bool IsRequired(IParameterSymbol parameter) =>
        !parameter.HasExplicitDefaultValue
        && parameter.NullableAnnotation != NullableAnnotation.Annotated
        && parameter.Type.OriginalDefinition.SpecialType != SpecialType.System_Nullable_T;

    private static bool IsPlainValueType(ITypeSymbol type) =>
        type.IsValueType && type.OriginalDefinition.SpecialType != SpecialType.System_Nullable_T;

    /// <summary>Writes the expression for a service of a value type, which the provider returns boxed, or as null if there is none.</summary>
    private static string ValueOrDefault(IParameterSymbol parameter, string? key)
    {
        string type = parameter.Type.FullName();
        string box = key is null ? $"services.GetService(typeof({type}))" : $"services.GetKeyedService(typeof({type}), {key})";
        return $"({type}?){box} ?? {Literal.Of(parameter.ExplicitDefaultValue, parameter.Type)}";
    }

    private static string Call(string verb, ITypeSymbol type, string? key)
    {
        string service = type.WithNullableAnnotation(NullableAnnotation.None).FullName();
        return key is null ? $"services.{verb}Service<{service}>()" : $"services.{verb}KeyedService<{service}>({key})";
    }

    private static string? KeyOf(IParameterSymbol parameter)
    {
        ImmutableArray<TypedConstant> key = parameter.AttributeOf(KnownTypes.FromKeyedServicesAttribute)?.ConstructorArguments ?? [];
        return key is [{ IsNull: false } value] ? Literal.Of(value) : null;
    }
}
