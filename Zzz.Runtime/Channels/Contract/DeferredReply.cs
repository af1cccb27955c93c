using Zzz.Channels.Sending;

namespace Zzz.Channels.Contract;

/// <summary>A reply that the handler sends itself, perhaps later and from another thread. Only the first call sends a reply.</summary>
internal sealed class DeferredReply(TopicWriter writer, byte[] reference) : ReplyTo
{
    private int _replied;

    public override WsSendResult Ok() => TryTake() ? writer.Reply(reference, ok: true) : WsSendResult.NotAwaited;

    public override WsSendResult Ok<T>(T response) => TryTake() ? writer.Reply(reference, ok: true, response) : WsSendResult.NotAwaited;

    public override WsSendResult OkBinary(ReadOnlySpan<byte> response) => TryTake() ? writer.ReplyBinary(reference, response) : WsSendResult.NotAwaited;

    public override WsSendResult Error(string reason)
    {
        ArgumentNullException.ThrowIfNull(reason);
        return Error(new ErrorReason(reason));
    }

    public override WsSendResult Error<T>(T response) => TryTake() ? writer.Reply(reference, ok: false, response) : WsSendResult.NotAwaited;

    private bool TryTake() => Interlocked.Exchange(ref _replied, 1) == 0;
}
