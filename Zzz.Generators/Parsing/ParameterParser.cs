using Microsoft.CodeAnalysis;
using Zzz.Generators.Kinds;
using Zzz.Generators.Routing;
using Zzz.Generators.Text;

namespace Zzz.Generators.Parsing;

/// <summary>
/// Finds the argument for a callback's parameter: by the parameter's attribute, then by its type, then by its name. Any other parameter is the
/// payload.
/// </summary>
internal static class ParameterParser
{
    public static CallbackParameter Parse(IParameterSymbol parameter, CallbackKind kind, Pattern pattern)
    {
        if (parameter.RefKind != RefKind.None) return CallbackParameter.Wrong(parameter, ParameterMistake.Unknown);
        if (kind == CallbackKind.Configure) return Given(parameter, parameter.Type.Is(KnownTypes.WsOptions) ? Argument.Options : null);
        return ByAttribute(parameter, kind, pattern)
            ?? ByType(parameter, kind)
            ?? ByName(parameter.Name, parameter, kind, pattern)
            ?? (ServiceType.IsOne(parameter.Type) ? new CallbackParameter(parameter, Argument.Service) : null)
            ?? Payload(parameter, kind);
    }

    /// <summary>Whether an attribute says that a parameter is a value of the request.</summary>
    public static bool IsMarkedAsValue(IParameterSymbol parameter) => parameter.GetAttributes().Any(attribute => IsOfRequest(attribute.AttributeClass));

    private static CallbackParameter? ByAttribute(IParameterSymbol parameter, CallbackKind kind, Pattern pattern)
    {
        foreach (AttributeData attribute in parameter.GetAttributes())
            if (By(attribute, parameter, kind, pattern) is { } given) return given;
        return null;
    }

    private static CallbackParameter? By(
        AttributeData attribute, IParameterSymbol parameter, CallbackKind kind, Pattern pattern) => attribute.AttributeClass switch
        {
            var type when type.Is(KnownTypes.FromServicesAttribute) || type.Is(KnownTypes.FromKeyedServicesAttribute) => new(parameter, Argument.Service),
            var type when kind.IsOfChannel() && IsOfRequest(type) => CallbackParameter.Wrong(parameter, ParameterMistake.OfRequest),
            var type when type.Is(KnownTypes.FromQueryAttribute) => Value(parameter, Argument.Query, NameOf(attribute, parameter)),
            var type when type.Is(KnownTypes.FromHeaderAttribute) => Value(parameter, Argument.Header, NameOf(attribute, parameter)),
            var type when type.Is(KnownTypes.FromRouteAttribute) => ByName(NameOf(attribute, parameter), parameter, kind, pattern)
                ?? CallbackParameter.Wrong(parameter, ParameterMistake.NotInPattern),
            _ => null,
        };

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
            var type when type.Is(KnownTypes.ChannelSocket) && kind.IsOfChannel() => Argument.Socket,
            var type when type.Is(KnownTypes.ReplyTo) && kind == CallbackKind.OnEvent => Argument.ReplyTo,
            var type when type.Is(KnownTypes.WsMessage) && kind.TakesMessage() => Argument.Message,
            var type when type.IsBytes(KnownTypes.ReadOnlyMemory) && (kind.TakesMessage() || kind.TakesControl() || kind.TakesEvent()) => Argument.Bytes,
            var type when type.IsBytes(KnownTypes.ReadOnlySpan) && (kind.TakesMessage() || kind.TakesControl() || kind.TakesEvent()) => Argument.ByteSpan,
            _ => null,
        };
        return argument is null ? null : new CallbackParameter(parameter, argument);
    }

    private static bool IsOfRequest(INamedTypeSymbol? attribute) =>
        attribute.Is(KnownTypes.FromQueryAttribute) || attribute.Is(KnownTypes.FromHeaderAttribute) || attribute.Is(KnownTypes.FromRouteAttribute);

    private static CallbackParameter? ByName(string called, IParameterSymbol parameter, CallbackKind kind, Pattern pattern) =>
        pattern.ParameterCalled(called) is { } name ? Value(parameter, kind.IsOfChannel() ? Argument.Topic : Argument.Route, name) : null;

    private static CallbackParameter Payload(IParameterSymbol parameter, CallbackKind kind)
    {
        bool isString = parameter.Type.SpecialType == SpecialType.System_String;
        if (isString && kind == CallbackKind.OnClose) return new(parameter, Argument.CloseReason);
        if (isString && kind is CallbackKind.OnMessage or CallbackKind.OnText) return new(parameter, Argument.Text);
        if (isString && kind.TakesEvent()) return new(parameter, Argument.Json);
        if (ParsedType.Of(parameter.Type) is { IsArray: false } && kind != CallbackKind.OnBinary)
            return CallbackParameter.Wrong(parameter, ParameterMistake.NotInPattern);
        return Given(parameter, kind.TakesJson() && JsonType.IsOne(parameter.Type) ? Argument.Json : null);
    }

    private static CallbackParameter Value(IParameterSymbol parameter, Argument argument, string name)
    {
        return ParsedType.Of(parameter.Type) is { } type && (argument is not (Argument.Route or Argument.Topic) || !type.IsArray)
            ? new(parameter, argument, name, type)
            : CallbackParameter.Wrong(parameter, ParameterMistake.Unparsable);
    }

    private static CallbackParameter Given(IParameterSymbol parameter, Argument? argument) =>
        argument is null ? CallbackParameter.Wrong(parameter, ParameterMistake.Unknown) : new(parameter, argument);

    private static string NameOf(AttributeData attribute, IParameterSymbol parameter) =>
        attribute.NamedArguments.Where(argument => argument.Key == "Name").Select(argument => argument.Value.Value).FirstOrDefault() as string
        ?? parameter.Name;
}
