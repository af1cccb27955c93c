namespace Zzz.Dispatch;

/// <summary>A connection, as a session asks it to refuse what no handler takes.</summary>
internal interface IKindRefusal
{
    /// <summary>Closes the connection with 1003 (RFC 6455 §7.4.1).</summary>
    void Refuse(WsMessageKind kind);
}
