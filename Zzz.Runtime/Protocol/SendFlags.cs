namespace Zzz.Protocol;

/// <summary>Reads <see cref="WsSendFlags"/>.</summary>
internal static class SendFlags
{
    extension(WsSendFlags flags)
    {
        /// <summary>Whether the message may be compressed.</summary>
        public bool AllowCompression => (flags & WsSendFlags.NoCompression) == 0;
    }
}
