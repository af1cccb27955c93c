using Zzz.Bench.Load;
using Zzz.Bench.Servers;

namespace Zzz.Bench.Scenarios;

/// <summary>Opens the connections of a scenario.</summary>
internal static class Audience
{
    public static ClientConnection[] Open(ServerProcess server, string path, int count, DeflateMode deflate) =>
        Open(server, server.Server.Dialect, path, count, deflate);

    public static ClientConnection[] Open(ServerProcess server, Dialect dialect, string path, int count, DeflateMode deflate)
    {
        var connections = new ClientConnection[count];
        for (int i = 0; i < count; i++)
        {
            ClientConnection connection = connections[i] = ClientConnection.Open(server.EndPoint, path, OfferOf(deflate));
            if (!dialect.Opening.IsEmpty) connection.Exchange(ClientFrame.Text(dialect.Opening.Span));
        }

        return connections;
    }

    private static string? OfferOf(DeflateMode deflate) => deflate switch
    {
        DeflateMode.Isolated => "permessage-deflate; client_no_context_takeover; server_no_context_takeover",
        DeflateMode.Takeover => "permessage-deflate",
        _ => null,
    };
}
