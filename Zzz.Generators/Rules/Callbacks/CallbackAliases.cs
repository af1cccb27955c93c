using Zzz.Generators.Kinds;

namespace Zzz.Generators.Rules.Callbacks;

/// <summary>The names that other frameworks use for callbacks. <see cref="MisspeltCallbackRule"/> suggests Zzz's own names for them.</summary>
internal static class CallbackAliases
{
    private static readonly Dictionary<string, string> InControllers = new(StringComparer.OrdinalIgnoreCase)
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

    private static readonly Dictionary<string, string> InSockets = new(StringComparer.OrdinalIgnoreCase)
    {
        ["GetId"] = nameof(CallbackKind.Id),
        ["OnId"] = nameof(CallbackKind.Id),
    };

    private static readonly Dictionary<string, string> InChannels = new(StringComparer.OrdinalIgnoreCase)
    {
        ["Join"] = nameof(CallbackKind.OnJoin),
        ["OnJoined"] = nameof(CallbackKind.OnJoin),
        ["OnOpen"] = nameof(CallbackKind.OnJoin),
        ["OnConnect"] = nameof(CallbackKind.OnJoin),
        ["OnConnected"] = nameof(CallbackKind.OnJoin),
        ["Leave"] = nameof(CallbackKind.OnLeave),
        ["OnLeft"] = nameof(CallbackKind.OnLeave),
        ["OnClose"] = nameof(CallbackKind.OnLeave),
        ["OnDisconnect"] = nameof(CallbackKind.OnLeave),
        ["OnDisconnected"] = nameof(CallbackKind.OnLeave),
        ["Terminate"] = nameof(CallbackKind.OnLeave),
    };

    /// <summary>Returns the callback that a name stands for in other frameworks, or null if there is none.</summary>
    public static string? CallbackFor(string name, MarkedClassKind kind) => kind switch
    {
        MarkedClassKind.Channel => Find(name, InChannels),
        MarkedClassKind.Socket => Find(name, InSockets) ?? Find(name, InControllers),
        _ => Find(name, InControllers),
    };

    private static string? Find(string name, Dictionary<string, string> meant) => meant.TryGetValue(name, out string? callback) ? callback : null;
}
