namespace Zzz;

/// <summary>The two kinds of message that a WebSocket carries (RFC 6455 §5.6).</summary>
public enum WsMessageKind
{
    /// <summary>UTF-8 text.</summary>
    Text,

    /// <summary>Bytes.</summary>
    Binary,
}
