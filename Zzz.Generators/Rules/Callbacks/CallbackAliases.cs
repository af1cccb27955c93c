using Zzz.Generators.Parsing;

namespace Zzz.Generators.Rules.Callbacks;

/// <summary>What other frameworks call the callbacks of Zzz, of which <see cref="MisspeltCallbackRule"/> reminds.</summary>
internal static class CallbackAliases
{
    private static readonly Dictionary<string, string> Meant = new(StringComparer.OrdinalIgnoreCase)
    {
        ["OnConnect"] = nameof(CallbackKind.OnOpen),
        ["OnConnected"] = nameof(CallbackKind.OnOpen),
        ["OnOpened"] = nameof(CallbackKind.OnOpen),
        ["OnDisconnect"] = nameof(CallbackKind.OnClose),
        ["OnDisconnected"] = nameof(CallbackKind.OnClose),
        ["OnData"] = nameof(CallbackKind.OnMessage),
        ["OnReceive"] = nameof(CallbackKind.OnMessage),
        ["OnReceived"] = nameof(CallbackKind.OnMessage),
        ["OnException"] = nameof(CallbackKind.OnError),
    };

    /// <summary>The callback that a name stands for elsewhere; null if for none.</summary>
    public static string? CallbackFor(string name) => Meant.TryGetValue(name, out string? callback) ? callback : null;
}
