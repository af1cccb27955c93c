namespace Zzz;

/// <summary>Options for sending one message.</summary>
/// <example><code>ws.SendBinary(jpeg, WsSendFlags.NoCompression);</code></example>
[Flags]
public enum WsSendFlags
{
    /// <summary>The message is compressed if the connection has negotiated compression and the result is smaller.</summary>
    None = 0,

    /// <summary>
    /// The message is sent uncompressed, even if the connection has negotiated compression. Use this for data that is already compressed, or
    /// that contains both secrets and text that an attacker controls.
    /// </summary>
    NoCompression = 1,
}
