using Microsoft.CodeAnalysis;
using Zzz.Generators.Routing;
using Zzz.Generators.Text;

namespace Zzz.Generators.Parsing;

/// <summary>Finds out what a parameter of a callback is given: by its attribute, then its type, then its name; what is left is the payload.</summary>
internal static class ParameterParser
{
    public static CallbackParameter Parse(IParameterSymbol parameter, CallbackKind kind, RoutePattern pattern)
    {
        if (parameter.RefKind != RefKind.None) return CallbackParameter.Wrong(parameter, ParameterMistake.Unknown);
        if (kind == CallbackKind.Configure) return Given(parameter, parameter.Type.Is(KnownTypes.WsOptions) ? Argument.Options : null);
        return ByAttribute(parameter, pattern) ?? ByType(parameter, kind) ?? ByName(parameter, pattern) ?? Payload(parameter, kind);
    }

    private static CallbackParameter? ByAttribute(IParameterSymbol parameter, RoutePattern pattern)
    {
        if (parameter.AttributeOf(KnownTypes.FromServicesAttribute) is not null) return new(parameter, Argument.Service);
        if (parameter.AttributeOf(KnownTypes.FromKeyedServicesAttribute) is not null) return new(parameter, Argument.Service);
        if (parameter.AttributeOf(KnownTypes.FromQueryAttribute) is { } query) return Value(parameter, Argument.Query, NameOf(query, parameter));
        if (parameter.AttributeOf(KnownTypes.FromHeaderAttribute) is { } header) return Value(parameter, Argument.Header, NameOf(header, parameter));
        if (parameter.AttributeOf(KnownTypes.FromRouteAttribute) is not { } route) return null;
        return pattern.ParameterCalled(NameOf(route, parameter)) is { } name
            ? Value(parameter, Argument.Route, name)
            : CallbackParameter.Wrong(parameter, ParameterMistake.NotInPattern);
    }

    private static CallbackParameter? ByType(IParameterSymbol parameter, CallbackKind kind)
    {
        Argument? argument = parameter.Type switch
        {
            var type when type.Is(KnownTypes.WsConnection) && kind != CallbackKind.OnUpgrade => Argument.Connection,
            var type when type.Is(KnownTypes.ClaimsPrincipal) => Argument.User,
            var type when type.Is(KnownTypes.CancellationToken) => Argument.Closed,
            var type when type.Is(KnownTypes.HttpContext) && kind == CallbackKind.OnUpgrade => Argument.HttpContext,
            var type when type.Is(KnownTypes.Exception) && kind == CallbackKind.OnError => Argument.Exception,
            var type when type.Is(KnownTypes.WsCloseCode) && kind == CallbackKind.OnClose => Argument.CloseCode,
            var type when type.Is(KnownTypes.WsMessage) && kind.TakesMessage() => Argument.Message,
            var type when type.IsBytes(KnownTypes.ReadOnlyMemory) && (kind.TakesMessage() || kind.TakesControl()) => Argument.Bytes,
            var type when type.IsBytes(KnownTypes.ReadOnlySpan) && (kind.TakesMessage() || kind.TakesControl()) => Argument.ByteSpan,
            _ => null,
        };
        return argument is null ? null : new CallbackParameter(parameter, argument);
    }

    private static CallbackParameter? ByName(IParameterSymbol parameter, RoutePattern pattern) =>
        pattern.ParameterCalled(parameter.Name) is { } name ? Value(parameter, Argument.Route, name) : null;

    private static CallbackParameter Payload(IParameterSymbol parameter, CallbackKind kind)
    {
        bool isString = parameter.Type.SpecialType == SpecialType.System_String;
        if (isString && kind == CallbackKind.OnClose) return new(parameter, Argument.CloseReason);
        if (isString && kind is CallbackKind.OnMessage or CallbackKind.OnText) return new(parameter, Argument.Text);
        if (ParsedType.Of(parameter.Type) is { IsArray: false } && kind != CallbackKind.OnBinary)
            return CallbackParameter.Wrong(parameter, ParameterMistake.NotInPattern);
        return Given(parameter, kind is CallbackKind.OnMessage or CallbackKind.OnText && JsonType.IsOne(parameter.Type) ? Argument.Json : null);
    }

    private static CallbackParameter Value(IParameterSymbol parameter, Argument argument, string name)
    {
        bool fits = ParsedType.Of(parameter.Type) is { } type && (argument != Argument.Route || !type.IsArray);
        return fits ? new(parameter, argument, name) : CallbackParameter.Wrong(parameter, ParameterMistake.Unparsable);
    }

    private static CallbackParameter Given(IParameterSymbol parameter, Argument? argument) =>
        argument is null ? CallbackParameter.Wrong(parameter, ParameterMistake.Unknown) : new(parameter, argument);

    private static string NameOf(AttributeData attribute, IParameterSymbol parameter) =>
        attribute.NamedArguments.Where(argument => argument.Key == "Name").Select(argument => argument.Value.Value).FirstOrDefault() as string
        ?? parameter.Name;
}
