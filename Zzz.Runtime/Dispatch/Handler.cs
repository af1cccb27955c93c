namespace Zzz.Dispatch;

/// <summary>A callback of a controller or a channel, by the name that users know.</summary>
internal enum Handler
{
    OnOpen,
    OnMessage,
    OnPing,
    OnPong,
    OnClose,
    OnJoin,
    On,
    OnLeave,
}
