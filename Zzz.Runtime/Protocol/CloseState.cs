namespace Zzz.Protocol;

/// <summary>
/// Which close frames have passed (RFC 6455 §5.5.1). <see cref="MessageReader"/> and <see cref="MessageWriter"/>, which run on different
/// threads, share it.
/// </summary>
internal sealed class CloseState
{
    private volatile bool _sent;
    private volatile bool _received;

    /// <summary>Our close frame was written: nothing may follow it.</summary>
    public bool IsSent => _sent;

    /// <summary>The peer's close frame was read, or its input failed: nothing that follows counts.</summary>
    public bool IsReceived => _received;

    public void MarkSent() => _sent = true;

    public void MarkReceived() => _received = true;
}
