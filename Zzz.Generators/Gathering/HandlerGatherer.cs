using Microsoft.CodeAnalysis;
using Zzz.Generators.Kinds;
using Zzz.Generators.Models;
using Zzz.Generators.Parsing;
using Zzz.Generators.Text;

namespace Zzz.Generators.Gathering;

/// <summary>Creates the model of a handler from a callback that has no mistakes.</summary>
internal static class HandlerGatherer
{
    public static HandlerModel Gather(Callback callback, MarkedClass marked, SessionValues values) => new(
        callback.Kind,
        $"{OwnerOf(callback.Method, marked)}.{callback.Method.Name.Escaped()}",
        callback.Method.IsStatic,
        $"{marked.Type.Name}.{callback.Method.Name}({string.Join(", ", callback.Parameters.Select(parameter => parameter.Symbol.Name))})",
        callback.Parameters.Select(parameter => ArgumentExpression.Of(parameter, callback.Kind, values)).ToEquatableArray(),
        callback.Parameters.Any(parameter => parameter.Argument is { } argument && argument.IsTextOnly()),
        callback.Kind.IsPerMessage() && callback.Parameters.Any(parameter => parameter.Argument == Argument.Service),
        callback.Returns!.IsStream ? new ReturnModel(Completion.ValueTask, Result.None, CanBeNull: false, JsonType: null)
            : callback.Kind == CallbackKind.OnEvent ? ReplyOf(callback.Returns)
            : ReturnOf(callback.Returns),
        StreamExpression.SendOf(callback),
        callback.Kind == CallbackKind.OnEvent ? EventsOf(callback, marked) : null);

    private static string OwnerOf(IMethodSymbol method, MarkedClass marked) =>
        method.IsStatic ? method.ContainingType.FullName() : SessionModel.InstanceOf(marked.Kind);

    private static ReturnModel ReturnOf(CallbackReturn returns) => new(
        returns.Completion,
        returns.Result,
        returns.Type is { } type && (type.IsReferenceType || IsNullable(type)),
        returns.Result == Result.Json ? returns.Type!.WithoutNullable().FullNameNotNull() : null);

    /// <summary>
    /// Creates the model of a reply to an event. JSON has a null of its own, so only nullable value types and arrays of bytes have to be checked for
    /// null.
    /// </summary>
    private static ReturnModel ReplyOf(CallbackReturn returns) => new(
        returns.Completion,
        returns.Result,
        returns.Type is { } type && (IsNullable(type) || (returns.Result == Result.ByteArray && type.NullableAnnotation == NullableAnnotation.Annotated)),
        returns.Result == Result.Json ? returns.Type!.WithoutNullable().FullName() : null);

    private static bool IsNullable(ITypeSymbol type) => !SymbolEqualityComparer.Default.Equals(type, type.WithoutNullable());

    private static EventModel EventsOf(Callback callback, MarkedClass marked) => new(
        callback.Events.ToEquatableArray(),
        MetadataExpression.Of(callback, marked),
        callback.AnswersItself);
}
