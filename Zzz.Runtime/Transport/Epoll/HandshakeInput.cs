using System.IO.Pipelines;

namespace Zzz.Transport.Epoll;

/// <summary>
/// The input of a <see cref="HandshakeConnection"/>. The loop reads from the socket only when the reader asks for more than the head of the first
/// request, so that what follows an upgrade request stays in the socket, and a fast peer needs no memory.
/// </summary>
internal sealed class HandshakeInput(PipeReader received, HandshakeConnection connection) : PipeReader
{
    public override ValueTask<ReadResult> ReadAsync(CancellationToken cancellationToken = default)
    {
        if (received.TryRead(out ReadResult result)) return ValueTask.FromResult(result);
        connection.AskForInput();
        return received.ReadAsync(cancellationToken);
    }

    public override bool TryRead(out ReadResult result)
    {
        if (received.TryRead(out result)) return true;
        connection.AskForInput();
        return false;
    }

    public override void AdvanceTo(SequencePosition consumed) => received.AdvanceTo(consumed);

    public override void AdvanceTo(SequencePosition consumed, SequencePosition examined) => received.AdvanceTo(consumed, examined);

    public override void CancelPendingRead() => received.CancelPendingRead();

    public override void Complete(Exception? exception = null) => received.Complete(exception);
}
