namespace Zzz;

/// <summary>How one message is sent.</summary>
/// <example><code>ws.SendBinary(jpeg, WsSendFlags.NoCompression);</code></example>
[Flags]
public enum WsSendFlags
{
    /// <summary>Compressed, if the connection agreed on compression and that makes the message smaller.</summary>
    None = 0,

    /// <summary>
    /// Uncompressed, even on connections that compress. Use it for data that is already compressed, or that mixes secrets with text an attacker
    /// controls.
    /// </summary>
    NoCompression = 1,
}
