using Zzz.Bench.Load;
using Zzz.Bench.Servers;

namespace Zzz.Bench.Scenarios;

/// <summary>Checks that one message comes back before many are measured, because a server that refuses messages would seem fast.</summary>
internal static class EchoCheck
{
    public static void Run(ServerProcess server, Dialect dialect, string path, Payload payload)
    {
        byte[] content = dialect.Encode(payload.Messages[0], payload.IsText);
        using ClientConnection connection = Audience.Open(server, dialect, path, 1, DeflateMode.None)[0];
        connection.Exchange(payload.TapeFor(dialect, DeflateMode.None, atOnce: 1, publishes: false), content);
    }
}
