using Microsoft.CodeAnalysis;
using Zzz.Generators.Parsing;
using Zzz.Generators.Text;

namespace Zzz.Generators.Sessions;

/// <summary>Makes the model of a handler from a callback without mistakes.</summary>
internal static class HandlerGatherer
{
    public static HandlerModel Gather(Callback callback, INamedTypeSymbol controller, SessionValues values) => new(
        callback.Kind,
        callback.Method.IsStatic ? callback.Method.ContainingType.FullName() : null,
        $"{controller.Name}.{callback.Kind}({string.Join(", ", callback.Parameters.Select(parameter => parameter.Symbol.Name))})",
        callback.Parameters.Select(parameter => ArgumentExpression.Of(parameter, callback.Kind, values)).ToEquatableArray(),
        callback.Parameters.Any(parameter => parameter.Argument is { } argument && argument.IsTextOnly()),
        ReturnOf(callback.Returns!));

    private static ReturnModel ReturnOf(CallbackReturn returns) => new(
        returns.Completion,
        returns.Result,
        returns.Type is { } type && (type.IsReferenceType || !SymbolEqualityComparer.Default.Equals(type, type.WithoutNullable())),
        returns.Result == Result.Json ? returns.Type!.WithoutNullable().FullNameNotNull() : null);
}
