namespace Zzz.Testing.Cluster.Conformance;

/// <summary>Makes calls one after another until it is disposed, or until one throws. The disposal throws what the call threw.</summary>
internal sealed class Repeater : IAsyncDisposable
{
    private readonly CancellationTokenSource _end = new();
    private readonly Task _calls;

    public Repeater(Func<Task> call) => _calls = Task.Run(async () =>
    {
        while (!_end.IsCancellationRequested) await call();
    });

    public bool HasEnded => _calls.IsCompleted;

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        _end.Dispose();
        await _calls;
    }
}
