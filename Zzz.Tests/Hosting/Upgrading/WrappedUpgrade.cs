using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Zzz.Tests.Hosting.Upgrading;

/// <summary>An upgrade that middleware has wrapped. Counts the bytes that pass.</summary>
internal sealed class WrappedUpgrade
{
    private int _read;
    private int _written;

    public int Read => Volatile.Read(ref _read);

    public int Written => Volatile.Read(ref _written);

    public HttpContext Around(HttpContext context)
    {
        context.Features.Set<IHttpUpgradeFeature>(new Feature(this, context.Features.GetRequiredFeature<IHttpUpgradeFeature>()));
        return context;
    }

    private sealed class Feature(WrappedUpgrade owner, IHttpUpgradeFeature inner) : IHttpUpgradeFeature
    {
        public bool IsUpgradableRequest => inner.IsUpgradableRequest;

        public async Task<Stream> UpgradeAsync() => new Counting(owner, await inner.UpgradeAsync());
    }

    private sealed class Counting(WrappedUpgrade owner, Stream inner) : Stream
    {
        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => true;

        public override long Length => throw new NotSupportedException();

        public override long Position
        {
            get => throw new NotSupportedException();
            set => throw new NotSupportedException();
        }

        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            int read = await inner.ReadAsync(buffer, cancellationToken);
            Interlocked.Add(ref owner._read, read);
            return read;
        }

        public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
        {
            Interlocked.Add(ref owner._written, buffer.Length);
            return inner.WriteAsync(buffer, cancellationToken);
        }

        public override Task FlushAsync(CancellationToken cancellationToken) => inner.FlushAsync(cancellationToken);

        public override void Flush() => inner.Flush();

        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();
    }
}
