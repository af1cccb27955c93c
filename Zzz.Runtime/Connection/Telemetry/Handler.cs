namespace Zzz.Connection.Telemetry;

/// <summary>A callback of a controller, by the name that users know.</summary>
internal enum Handler
{
    OnOpen,
    OnMessage,
    OnPing,
    OnPong,
    OnClose,
}
