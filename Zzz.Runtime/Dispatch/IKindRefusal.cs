namespace Zzz.Dispatch;

/// <summary>A connection that a session can ask to refuse a message of a kind that no handler takes.</summary>
internal interface IKindRefusal
{
    /// <summary>Closes the connection with 1003 (RFC 6455 §7.4.1).</summary>
    void Refuse(WsMessageKind kind);
}
