namespace Zzz.Generators.Kinds;

/// <summary>Lists the names of the callbacks for each kind of class.</summary>
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

    /// <summary>Returns the names of the callbacks that a kind of class may have.</summary>
    public static IReadOnlyCollection<string> In(MarkedClassKind kind) => ByName[kind].Keys;

    /// <summary>Returns the callback with this name, or null if this kind of class has none.</summary>
    public static CallbackKind? Find(string name, MarkedClassKind kind) => ByName[kind].TryGetValue(name, out CallbackKind found) ? found : null;

    /// <summary>Whether any kind of class has a callback with this name.</summary>
    public static bool Contain(string name) => ByName.Values.Any(names => names.ContainsKey(name));
}
