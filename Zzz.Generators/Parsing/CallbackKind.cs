namespace Zzz.Generators.Parsing;

/// <summary>The methods of a controller that Zzz calls, each named as its member here.</summary>
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
}
