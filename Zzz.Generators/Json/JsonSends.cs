using Microsoft.CodeAnalysis;
using Zzz.Generators.Parsing;
using Zzz.Generators.Text;

namespace Zzz.Generators.Json;

/// <summary>The methods that write a value of their type argument as JSON.</summary>
internal static class JsonSends
{
    private static readonly Dictionary<string, string[]> Methods = new()
    {
        [KnownTypes.WsConnection] = ["SendJson", "SendJsonAsync", "PublishJson", "PublishJsonToOthers"],
        [KnownTypes.PubSub] = ["PublishJson"],
        [KnownTypes.ChannelSocket] = ["Push", "PushAsync", "Broadcast", "BroadcastFrom"],
        [KnownTypes.Channels] = ["Broadcast"],
        [KnownTypes.JoinResult] = ["Ok", "Error"],
        [KnownTypes.Reply] = ["Ok", "Error"],
        [KnownTypes.ReplyTo] = ["Ok", "Error"],
        [KnownTypes.Presence] = ["Track", "Update"],
    };

    private static readonly HashSet<string> Names = [.. Methods.Values.SelectMany(names => names)];

    /// <summary>Returns the type that a call of the method writes as JSON, or null if it writes none.</summary>
    public static ITypeSymbol? TypeOf(IMethodSymbol method) =>
        method.TypeArguments is [var type] && Names.Contains(method.Name) && IsOfWriter(method) && !IsBinary(type, method) ? type : null;

    private static bool IsBinary(ITypeSymbol type, IMethodSymbol method) =>
        method is { Name: "Ok" } && method.ContainingType.Is(KnownTypes.Reply) && ReplyType.IsBinary(type);

    private static bool IsOfWriter(IMethodSymbol method)
    {
        foreach (KeyValuePair<string, string[]> writer in Methods)
            if (method.ContainingType.Is(writer.Key)) return writer.Value.Contains(method.Name);
        return false;
    }
}
