using Zzz.Connection.Ports;

namespace Zzz.Tests.Channels.History;

/// <summary>A transport that accepts data and keeps only its length and a checksum.</summary>
internal sealed class SummingTransport : ITransport
{
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public long Bytes { get; private set; }

    /// <summary>Depends on every byte and its place.</summary>
    public uint Sum { get; private set; }

    public CancellationToken Closed => default;

    public Task ReceiveAsync(IReceiver receiver) => _ended.Task;

    public void StopReceiving() => Abort();

    public ValueTask<int> SendAsync(ReadOnlyMemory<byte> bytes)
    {
        uint sum = Sum;
        foreach (byte one in bytes.Span) sum = (sum * 31) + one;
        (Sum, Bytes) = (sum, Bytes + bytes.Length);
        return ValueTask.FromResult(bytes.Length);
    }

    public void Complete() => Abort();

    public Task ClosedAsync() => _ended.Task;

    public void Abort() => _ended.TrySetResult();
}
