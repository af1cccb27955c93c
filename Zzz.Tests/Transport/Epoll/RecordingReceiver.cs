using Zzz.Connection.Ports;

namespace Zzz.Tests.Transport.Epoll;

/// <summary>Keeps the bytes that a transport feeds.</summary>
internal sealed class RecordingReceiver : IReceiver
{
    public List<byte> Received { get; } = [];

    /// <summary>The threads that have fed bytes, or ended a batch.</summary>
    public int Batches { get; private set; }

    /// <summary>The task that the next <see cref="FeedAsync"/> awaits before it looks at its bytes.</summary>
    public Task? Hold { get; set; }

    /// <summary>The task that the next <see cref="EndBatchAsync"/> awaits.</summary>
    public Task? HoldBatch { get; set; }

    /// <summary>Called with each bytes that were fed.</summary>
    public Action? OnFed { get; set; }

    /// <summary>The number of bytes after which no more are wanted.</summary>
    public int Enough { get; set; } = int.MaxValue;

    public ValueTask<bool> FeedAsync(Memory<byte> input)
    {
        Task? hold = Hold;
        Hold = null;
        return hold is null ? ValueTask.FromResult(Take(input)) : HeldAsync(hold, input);
    }

    public ValueTask EndBatchAsync()
    {
        Batches++;
        Task? hold = HoldBatch;
        HoldBatch = null;
        return hold is null ? default : new ValueTask(hold);
    }

    private async ValueTask<bool> HeldAsync(Task hold, Memory<byte> input)
    {
        await hold;
        return Take(input);
    }

    private bool Take(Memory<byte> input)
    {
        Received.AddRange(input.Span);
        OnFed?.Invoke();
        return Received.Count < Enough;
    }
}
