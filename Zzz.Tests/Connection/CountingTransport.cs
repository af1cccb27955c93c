using Zzz.Connection.Ports;

namespace Zzz.Tests.Connection;

/// <summary>A transport that accepts data without storing it or allocating, and receives nothing.</summary>
internal sealed class CountingTransport(bool yields = false) : ITransport
{
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private long _bytes;
    private int _writes;

    public long Bytes => Volatile.Read(ref _bytes);

    public int Writes => Volatile.Read(ref _writes);

    public CancellationToken Closed => default;

    public Task ReceiveAsync(IReceiver receiver) => _ended.Task;

    public void StopReceiving() => Abort();

    public ValueTask<int> SendAsync(ReadOnlyMemory<byte> bytes)
    {
        Interlocked.Increment(ref _writes);
        if (yields && bytes.Length % 3 == 0) return TakeLaterAsync(bytes.Length);
        Interlocked.Add(ref _bytes, bytes.Length);
        return ValueTask.FromResult(bytes.Length);
    }

    public void Complete() => Abort();

    public Task ClosedAsync() => _ended.Task;

    public void Abort() => _ended.TrySetResult();

    private async ValueTask<int> TakeLaterAsync(int count)
    {
        await Task.Yield();
        Interlocked.Add(ref _bytes, count);
        return count;
    }
}
