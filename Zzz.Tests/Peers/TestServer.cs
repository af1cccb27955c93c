namespace Zzz.Tests.Peers;

/// <summary>Zzz.TestServer, running. <c>ZZZ_TEST_SERVER</c> may name another build of it.</summary>
public class TestServer : ServerProcess
{
    public TestServer()
        : this([])
    {
    }

    protected TestServer(params string[] arguments)
        : base("Zzz.TestServer", "ZZZ_TEST_SERVER", arguments)
    {
    }

    /// <summary>"code reason" that <c>OnClose</c> was told for a connection, as soon as it is closed.</summary>
    public Task<string> ClosedAsync(string id) => Http.GetStringAsync($"/closed/{id}").Guarded();

    /// <summary>How much managed memory the process has allocated so far, in bytes.</summary>
    public async Task<long> AllocatedAsync() => long.Parse(await Http.GetStringAsync("/allocated").Guarded(), null);
}
