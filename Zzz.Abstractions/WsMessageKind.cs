namespace Zzz;

/// <summary>The kind of a message: text or binary (RFC 6455 §5.6).</summary>
public enum WsMessageKind
{
    /// <summary>UTF-8 text.</summary>
    Text,

    /// <summary>Bytes.</summary>
    Binary,
}
