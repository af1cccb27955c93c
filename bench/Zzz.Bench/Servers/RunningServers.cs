namespace Zzz.Bench.Servers;

/// <summary>Starts each server when it is first needed, and keeps it running, so that it is warm in later rounds.</summary>
internal sealed class RunningServers : IDisposable
{
    private readonly Dictionary<(Server, DeflateMode), ServerProcess> _processes = [];

    public ServerProcess Get(Server server, DeflateMode deflate)
    {
        if (!_processes.TryGetValue((server, deflate), out ServerProcess? process))
            _processes[(server, deflate)] = process = ServerProcess.Start(server, deflate);
        return process;
    }

    public void Dispose()
    {
        foreach (ServerProcess process in _processes.Values) process.Dispose();
    }
}
