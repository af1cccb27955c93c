using Microsoft.CodeAnalysis;
using Zzz.Generators.Kinds;
using Zzz.Generators.Models;
using Zzz.Generators.Parsing;
using Zzz.Generators.Text;

namespace Zzz.Generators.Gathering;

/// <summary>Writes the expression that reads a value of the route, the query string or a header from the request.</summary>
internal static class ValueExpression
{
    public static string Of(CallbackParameter parameter)
    {
        ParsedType type = parameter.ValueType ?? throw new ArgumentException("A rule let pass what cannot be parsed.", nameof(parameter));
        return parameter.Argument == Argument.Topic ? OfTopic(parameter, type) : $"{Source(parameter, type)}.{(type.IsArray ? All(parameter.Symbol, type) : One(parameter.Symbol, type))}";
    }

    /// <summary>Writes the expression that reads a value of a topic, which always has all of its values.</summary>
    private static string OfTopic(CallbackParameter parameter, ParsedType type) =>
        $"{Variables.Join}.Topic({Literal.Quoted(parameter.ValueName)}).Required{Enum(type)}<{type.Element.FullNameNotNull()}>()";

    private static string Source(CallbackParameter parameter, ParsedType type) =>
        $"{Variables.Request}.{MethodFor(parameter.Argument, type)}({Literal.Quoted(parameter.ValueName)})";

    private static string MethodFor(Argument? argument, ParsedType type) => argument switch
    {
        Argument.Query => "Query",
        Argument.Header => type.IsArray ? "HeaderList" : "Header",
        _ => "Route",
    };

    private static string All(IParameterSymbol parameter, ParsedType type)
    {
        bool orNull = IsAnnotated(parameter) || parameter.HasExplicitDefaultValue;
        string forgiven = orNull && !IsAnnotated(parameter) ? "!" : "";
        return $"All{(type.IsEnum ? "Enums" : "")}{(orNull ? "OrNull" : "")}<{type.Element.FullNameNotNull()}>(){forgiven}";
    }

    private static string One(IParameterSymbol parameter, ParsedType type)
    {
        string element = type.Element.FullName();
        object? otherwise = parameter.HasExplicitDefaultValue ? parameter.ExplicitDefaultValue : null;
        if (type.IsNullable)
            return $"{Enum(type)}OrNull<{element}>(){(otherwise is null ? "" : $" ?? {Literal.Of(otherwise, type.Element)}")}";
        if (otherwise is not null || (parameter.HasExplicitDefaultValue && type.Element.IsValueType))
            return $"{Enum(type)}Or<{element}>({Literal.Of(otherwise, type.Element)})";
        if (type.Element.IsReferenceType && (parameter.HasExplicitDefaultValue || parameter.NullableAnnotation != NullableAnnotation.NotAnnotated))
            return $"OrDefault<{element}>(){(IsAnnotated(parameter) ? "" : "!")}";
        return $"Required{Enum(type)}<{element}>()";
    }

    private static bool IsAnnotated(IParameterSymbol parameter) => parameter.NullableAnnotation == NullableAnnotation.Annotated;

    private static string Enum(ParsedType type) => type.IsEnum ? "Enum" : "";
}
