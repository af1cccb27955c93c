using Zzz.Bench.Load;
using Zzz.Bench.Servers;

namespace Zzz.Bench.Scenarios;

/// <summary>Sees one message come back before many are measured: a server that refuses messages would do so at a good speed.</summary>
internal static class EchoCheck
{
    public static void Run(ServerProcess server, Dialect dialect, string path, Payload payload)
    {
        byte[] content = dialect.Encode(payload.Messages[0], payload.IsText);
        using ClientConnection connection = Audience.Open(server, dialect, path, 1, DeflateMode.None)[0];
        connection.Exchange(payload.TapeFor(dialect, DeflateMode.None, atOnce: 1, publishes: false), content);
    }
}
