using System.Threading.Channels;

namespace Zzz.Tests.Controllers;

/// <summary>What a controller was told, in order. A test registers one as a singleton and waits for the next.</summary>
public sealed class Calls
{
    private readonly Channel<string> _calls = Channel.CreateUnbounded<string>();

    /// <summary>Whether who is made next is to fail.</summary>
    public bool FailNext { get; set; }

    public void Add(string call) => _calls.Writer.TryWrite(call);

    public Task<string> NextAsync() => _calls.Reader.ReadAsync().AsTask().WaitAsync(TimeSpan.FromSeconds(30));

    /// <summary>Whether a call is there that was not waited for.</summary>
    public bool Any => _calls.Reader.Count > 0;
}
