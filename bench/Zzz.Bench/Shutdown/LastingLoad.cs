using System.Net;

namespace Zzz.Bench.Shutdown;

/// <summary>Clients that echo until the server ends their connections.</summary>
internal sealed class LastingLoad : IDisposable
{
    private readonly LastingClient[] _clients;
    private readonly Task<int[]> _codes;

    private LastingLoad(LastingClient[] clients)
    {
        _clients = clients;
        _codes = Task.WhenAll(clients.Select(client => client.RunAsync()));
    }

    public long Echoes => _clients.Sum(client => client.Echoes);

    public static LastingLoad Start(IPEndPoint server, string path, int count, bool tls)
    {
        var clients = new LastingClient[count];
        Parallel.ForAsync(0, count, async (i, _) => clients[i] = await LastingClient.OpenAsync(server, path, tls)).GetAwaiter().GetResult();
        return new LastingLoad(clients);
    }

    /// <summary>Waits for the end of all connections, and returns how many of them ended with which code.</summary>
    public IReadOnlyDictionary<int, int> End(TimeSpan limit) =>
        _codes.WaitAsync(limit).GetAwaiter().GetResult().CountBy(code => code).ToDictionary();

    public void Dispose()
    {
        foreach (LastingClient client in _clients) client.Dispose();
    }
}
