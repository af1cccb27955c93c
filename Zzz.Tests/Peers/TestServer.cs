namespace Zzz.Tests.Peers;

/// <summary>The running Zzz.TestServer. <c>ZZZ_TEST_SERVER</c> may name another build of it.</summary>
public class TestServer : ServerProcess
{
    public TestServer()
        : this([])
    {
    }

    protected TestServer(params string[] arguments)
        : base("Zzz.TestServer", "ZZZ_TEST_SERVER", [.. arguments, .. TestSockets.Arguments])
    {
    }

    /// <summary>Returns the arguments of a connection's <c>OnClose</c>, as "code reason", when the connection has been closed.</summary>
    public Task<string> ClosedAsync(string id) => Http.GetStringAsync($"/closed/{id}").Guarded();

    /// <summary>Returns how much managed memory the process has allocated so far, in bytes.</summary>
    public async Task<long> AllocatedAsync() => long.Parse(await Http.GetStringAsync("/allocated").Guarded(), null);
}
