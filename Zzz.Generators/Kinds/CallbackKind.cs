namespace Zzz.Generators.Kinds;

/// <summary>The methods of a controller that Zzz calls. Each has the name of its member here, except <see cref="OnEvent"/>.</summary>
internal enum CallbackKind
{
    Configure,
    OnUpgrade,
    OnOpen,
    OnMessage,
    OnText,
    OnBinary,
    OnPing,
    OnPong,
    OnError,
    OnClose,

    /// <summary>Returns the id of a channel socket's connection.</summary>
    Id,

    OnJoin,

    /// <summary>A method marked <c>[On]</c>, whatever its name.</summary>
    OnEvent,
    OnLeave,
}
