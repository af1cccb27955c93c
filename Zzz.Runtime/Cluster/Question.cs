namespace Zzz.Cluster;

/// <summary>A question that other nodes answer with numbers, until all expected answers have come.</summary>
internal sealed class Question(long number)
{
    private readonly Lock _lock = new();
    private readonly TaskCompletionSource _complete = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _expected = int.MaxValue;
    private int _sum;
    private int _count;

    /// <summary>The number of the message that asks.</summary>
    public long Number { get; } = number;

    /// <summary>Completes when all nodes have answered.</summary>
    public Task Complete => _complete.Task;

    /// <summary>The sum of the answers so far.</summary>
    public int Sum
    {
        get
        {
            lock (_lock) return _sum;
        }
    }

    public int Count
    {
        get
        {
            lock (_lock) return _count;
        }
    }

    /// <summary>Sets how many nodes will answer. Some may have done so already.</summary>
    public void Expect(int nodes)
    {
        lock (_lock)
        {
            _expected = nodes;
            CompleteIfAnswered();
        }
    }

    public void Answer(int value)
    {
        lock (_lock)
        {
            _count++;
            _sum += value;
            CompleteIfAnswered();
        }
    }

    private void CompleteIfAnswered()
    {
        if (_count >= _expected) _complete.TrySetResult();
    }
}
