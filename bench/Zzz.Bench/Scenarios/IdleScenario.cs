using Zzz.Bench.Load;
using Zzz.Bench.Servers;

namespace Zzz.Bench.Scenarios;

/// <summary>
/// Measures the RAM of an idle connection. The server has had connections before, so its code and pools exist. Each connection has echoed
/// one message, and garbage is collected before memory is read.
/// </summary>
internal sealed record IdleScenario(string Name, string Summary, int Connections) : Scenario(Name, Summary)
{
    private const int Before = 500;

    public override bool NeedsNewProcess => true;

    public override Sample Measure(ServerProcess server, TimeSpan time)
    {
        foreach (ClientConnection connection in OpenAndUse(server, Before)) connection.Close();
        long empty = Resident(server);
        ClientConnection[] connections = OpenAndUse(server, Connections);
        double each = (Resident(server) - empty) / 1024.0 / Connections;
        foreach (ClientConnection connection in connections) connection.Dispose();
        return new Sample(each, 0, 0, 0, 0, null, 0);
    }

    private static ClientConnection[] OpenAndUse(ServerProcess server, int count)
    {
        ClientConnection[] connections = Audience.Open(server, "/echo", count, DeflateMode.None);
        Dialect dialect = server.Server.Dialect;
        var payload = Payload.Ascii(128);
        FrameTape tape = payload.TapeFor(dialect, DeflateMode.None, atOnce: 1, publishes: false);
        byte[] content = dialect.Encode(payload.Messages[0], payload.IsText);
        foreach (ClientConnection connection in connections) connection.Exchange(tape, content);
        return connections;
    }

    private static long Resident(ServerProcess server)
    {
        Thread.Sleep(500);
        server.Collect();
        Thread.Sleep(500);
        return server.ResidentBytes;
    }
}
