using Microsoft.CodeAnalysis;
using Zzz.Generators.Kinds;
using Zzz.Generators.Parsing;
using Zzz.Generators.Text;

namespace Zzz.Generators.Gathering;

/// <summary>Writes how an item is sent or pushed if a handler returns a stream.</summary>
internal static class StreamExpression
{
    /// <summary>Returns a function that sends an item, or null if the handler does not return a stream.</summary>
    public static string? SendOf(Callback callback)
    {
        if (callback.Returns is not { IsStream: true, Type: { } type, Result: var result }) return null;
        string item = type is { IsReferenceType: true, NullableAnnotation: NullableAnnotation.Annotated } ? "item!" : "item";
        string json = result == Result.Json ? $"<{type.FullNameNotNull()}>" : "";
        return callback.Kind == CallbackKind.OnEvent
            ? $"static (socket, name, item) => socket.Push{(result == Result.Json ? "" : "Binary")}Async{json}(name, {item})"
            : $"static (ws, item) => ws.Send{MethodOf(result)}Async{json}({item})";
    }

    private static string MethodOf(Result result) => result switch
    {
        Result.Json => "Json",
        Result.Bytes or Result.ByteArray => "Binary",
        _ => "",
    };
}
