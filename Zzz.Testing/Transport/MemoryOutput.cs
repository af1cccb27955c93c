using System.IO.Pipelines;

namespace Zzz.Testing.Transport;

/// <summary>The output to which Kestrel writes. When the connection is lost, no write waits any longer, because nothing reads the output.</summary>
internal sealed class MemoryOutput(MemoryConnection connection, PipeWriter inner) : PipeWriter
{
    public override bool CanGetUnflushedBytes => inner.CanGetUnflushedBytes;

    public override long UnflushedBytes => inner.UnflushedBytes;

    public override void Advance(int bytes) => inner.Advance(bytes);

    public override Memory<byte> GetMemory(int sizeHint = 0) => inner.GetMemory(sizeHint);

    public override Span<byte> GetSpan(int sizeHint = 0) => inner.GetSpan(sizeHint);

    public override void CancelPendingFlush() => inner.CancelPendingFlush();

    public override async ValueTask<FlushResult> FlushAsync(CancellationToken cancellationToken = default) =>
        connection.IsLost ? Lost : Judge(await inner.FlushAsync(cancellationToken));

    public override async ValueTask<FlushResult> WriteAsync(ReadOnlyMemory<byte> source, CancellationToken cancellationToken = default) =>
        connection.IsLost ? Lost : Judge(await inner.WriteAsync(source, cancellationToken));

    public override void Complete(Exception? exception = null)
    {
        inner.Complete();
        connection.OnServerCompleted();
    }

    private static FlushResult Lost => new(isCanceled: false, isCompleted: true);

    private FlushResult Judge(FlushResult result) => connection.IsLost ? Lost : result;
}
