namespace Zzz.Generators.Kinds;

/// <summary>The methods of a controller that Zzz calls, each named as its member here, but for <see cref="OnEvent"/>.</summary>
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

    /// <summary>The name of a channel socket's connection.</summary>
    Id,

    OnJoin,

    /// <summary>A method marked <c>[On]</c>, whatever its name.</summary>
    OnEvent,
    OnLeave,
}
