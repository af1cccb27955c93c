using Microsoft.CodeAnalysis;
using Zzz.Generators.Text;

namespace Zzz.Generators.Parsing;

/// <summary>Reads a method as a callback: what its parameters are given, and what it returns.</summary>
internal static class CallbackParser
{
    public static Callback Parse(IMethodSymbol method, CallbackKind kind) => new(
        method,
        kind,
        [.. method.Parameters.Select(parameter => new CallbackParameter(parameter, ArgumentFor(parameter, kind)))],
        ReturnOf(method, kind));

    private static Argument? ArgumentFor(IParameterSymbol parameter, CallbackKind kind)
    {
        if (parameter.RefKind != RefKind.None) return null;
        return kind switch
        {
            CallbackKind.Configure => parameter.Type.Is(KnownTypes.WsOptions) ? Argument.Options : null,
            _ when parameter.Type.Is(KnownTypes.WsConnection) => Argument.Connection,
            CallbackKind.OnMessage => PayloadOf(parameter.Type),
            CallbackKind.OnClose when parameter.Type.Is(KnownTypes.WsCloseCode) => Argument.CloseCode,
            CallbackKind.OnClose when parameter.Type.SpecialType == SpecialType.System_String => Argument.CloseReason,
            _ => null,
        };
    }

    private static Argument? PayloadOf(ITypeSymbol type) => type switch
    {
        { SpecialType: SpecialType.System_String } => Argument.Text,
        _ when type.Is(KnownTypes.WsMessage) => Argument.Message,
        _ when IsBytes(type) => Argument.Bytes,
        _ => null,
    };

    private static bool IsBytes(ITypeSymbol type) =>
        type.Is(KnownTypes.ReadOnlyMemory) && type is INamedTypeSymbol { TypeArguments: [{ SpecialType: SpecialType.System_Byte }] };

    private static CallbackReturn? ReturnOf(IMethodSymbol method, CallbackKind kind) => method.ReturnType switch
    {
        { SpecialType: SpecialType.System_Void } => CallbackReturn.Void,
        _ when kind == CallbackKind.Configure || method.RefKind != RefKind.None => null,
        var type when type.Is(KnownTypes.Task) => CallbackReturn.Task,
        var type when type.Is(KnownTypes.ValueTask) => CallbackReturn.ValueTask,
        _ => null,
    };
}
