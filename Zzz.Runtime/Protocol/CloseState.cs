namespace Zzz.Protocol;

/// <summary>
/// Records which close frames have been sent and received (RFC 6455 §5.5.1). <see cref="MessageReader"/> and <see cref="MessageWriter"/> share it,
/// perhaps on different threads.
/// </summary>
internal sealed class CloseState
{
    private volatile bool _sent;
    private volatile bool _received;

    /// <summary>Whether our close frame was written: nothing may follow it.</summary>
    public bool IsSent => _sent;

    /// <summary>Whether the peer's close frame was read, or its input failed. All further input is ignored.</summary>
    public bool IsReceived => _received;

    public void MarkSent() => _sent = true;

    public void MarkReceived() => _received = true;
}
