namespace Zzz.Tests.Controllers;

/// <summary>A single instance for all connections, which counts the messages of all of them but keeps the name of each separate.</summary>
[WsRoute("/shared/{name}", Lifetime = WsLifetime.Singleton)]
public sealed class SharedController : IAsyncDisposable
{
    private readonly Calls _calls;
    private int _count;

    public SharedController(Calls calls, TimeProvider time)
    {
        _calls = calls;
        _calls.Add("made");
        ArgumentNullException.ThrowIfNull(time);
        if (_calls.FailNext) throw new InvalidOperationException("not yet");
    }

    public string OnMessage(string text, string name) => $"{name} {text} {Interlocked.Increment(ref _count)}";

    public ValueTask DisposeAsync()
    {
        _calls.Add("disposed");
        return default;
    }
}
