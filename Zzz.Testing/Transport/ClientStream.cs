using System.Buffers;
using System.IO.Pipelines;
using Microsoft.AspNetCore.Connections;

namespace Zzz.Testing.Transport;

/// <summary>The client's end of a connection, as a stream for .NET's HTTP client.</summary>
internal sealed class ClientStream(MemoryConnection connection, PipeReader input, PipeWriter output) : Stream
{
    public override bool CanRead => true;

    public override bool CanWrite => true;

    public override bool CanSeek => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        while (true)
        {
            ReadResult read = await input.ReadAsync(cancellationToken);
            int count = Take(read.Buffer, buffer.Span);
            ThrowIfLost();
            if (count > 0 || buffer.IsEmpty || read.IsCompleted) return count;
        }
    }

    public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        try
        {
            await output.WriteAsync(buffer, cancellationToken);
            ThrowIfLost();
        }
        catch (InvalidOperationException exception)
        {
            throw new IOException("The connection has ended.", exception); // the end of the connection has completed the pipe
        }
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override Task FlushAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public override void Flush()
    {
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing) connection.Reset();
        base.Dispose(disposing);
    }

    private void ThrowIfLost()
    {
        if (connection.IsLost) throw new ConnectionResetException("The connection was dropped.");
    }

    private int Take(ReadOnlySequence<byte> bytes, Span<byte> buffer)
    {
        int count = (int)Math.Min(bytes.Length, buffer.Length);
        bytes.Slice(0, count).CopyTo(buffer);
        input.AdvanceTo(bytes.GetPosition(count)); // from here on, the memory of the sequence belongs to the pipe again
        return count;
    }
}
