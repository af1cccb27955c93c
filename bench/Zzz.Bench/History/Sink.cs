using Zzz.Connection.Ports;

namespace Zzz.Bench.History;

/// <summary>The transport of a member. It takes all bytes at once, and receives nothing.</summary>
internal sealed class Sink(Arrivals arrivals) : ITransport
{
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public CancellationToken Closed => default;

    public Task ReceiveAsync(IReceiver receiver) => _ended.Task;

    public void StopReceiving() => Abort();

    public ValueTask<int> SendAsync(ReadOnlyMemory<byte> bytes)
    {
        arrivals.Add();
        return ValueTask.FromResult(bytes.Length);
    }

    public void Complete() => Abort();

    public Task ClosedAsync() => _ended.Task;

    public void Abort() => _ended.TrySetResult();
}
