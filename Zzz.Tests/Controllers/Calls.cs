using System.Threading.Channels;

namespace Zzz.Tests.Controllers;

/// <summary>Records the calls of a controller's callbacks, in order. A test registers it as a singleton, and waits for the next call.</summary>
public sealed class Calls
{
    private readonly Channel<string> _calls = Channel.CreateUnbounded<string>();

    /// <summary>Whether the next controller that is created must fail.</summary>
    public bool FailNext { get; set; }

    public void Add(string call) => _calls.Writer.TryWrite(call);

    public Task<string> NextAsync() => _calls.Reader.ReadAsync().AsTask().WaitAsync(TimeSpan.FromSeconds(30));

    /// <summary>Whether there is a call for which the test has not waited.</summary>
    public bool Any => _calls.Reader.Count > 0;
}
