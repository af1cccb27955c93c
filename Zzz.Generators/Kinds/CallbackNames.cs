namespace Zzz.Generators.Kinds;

/// <summary>Which callbacks are known by their name, in each kind of class.</summary>
internal static class CallbackNames
{
    private static readonly CallbackKind[] OfController =
    [
        CallbackKind.Configure, CallbackKind.OnUpgrade, CallbackKind.OnOpen, CallbackKind.OnMessage, CallbackKind.OnText, CallbackKind.OnBinary,
        CallbackKind.OnPing, CallbackKind.OnPong, CallbackKind.OnError, CallbackKind.OnClose,
    ];

    private static readonly CallbackKind[] OfSocket =
    [
        CallbackKind.Configure, CallbackKind.OnUpgrade, CallbackKind.OnOpen, CallbackKind.OnPing, CallbackKind.OnPong, CallbackKind.OnError,
        CallbackKind.OnClose, CallbackKind.Id,
    ];

    private static readonly CallbackKind[] OfChannel = [CallbackKind.OnJoin, CallbackKind.OnLeave];

    private static readonly Dictionary<MarkedClassKind, Dictionary<string, CallbackKind>> ByName = new()
    {
        [MarkedClassKind.Controller] = OfController.ToDictionary(kind => kind.ToString()),
        [MarkedClassKind.Socket] = OfSocket.ToDictionary(kind => kind.ToString()),
        [MarkedClassKind.Channel] = OfChannel.ToDictionary(kind => kind.ToString()),
    };

    /// <summary>The names of the callbacks that a kind of class may have.</summary>
    public static IReadOnlyCollection<string> In(MarkedClassKind kind) => ByName[kind].Keys;

    /// <summary>The callback of a name; null if a kind of class has none of it.</summary>
    public static CallbackKind? Find(string name, MarkedClassKind kind) => ByName[kind].TryGetValue(name, out CallbackKind found) ? found : null;

    /// <summary>Whether a callback of any kind of class has the name.</summary>
    public static bool Contain(string name) => ByName.Values.Any(names => names.ContainsKey(name));
}
