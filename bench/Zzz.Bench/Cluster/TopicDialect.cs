using System.Text;
using Zzz.Bench.Load;

namespace Zzz.Bench.Cluster;

/// <summary>How the clients of a framework come to a topic and publish to it.</summary>
/// <param name="Server">The name of the server on its command line.</param>
/// <param name="Path">The path of the WebSocket.</param>
/// <param name="Dialect">The messages.</param>
/// <param name="Join">Returns the message that joins a topic. The server answers it with one message.</param>
/// <param name="Publish">Returns the message that publishes a text to a topic.</param>
/// <param name="Post">The path to which a text for a topic is posted.</param>
internal sealed record TopicDialect(
    string Server, string Path, Dialect Dialect, Func<string, string> Join, Func<string, string, string> Publish, string Post = "/send")
{
    public static readonly TopicDialect Zzz = new(
        "zzz", "/topics", new PlainDialect(), topic => $"+{topic}", (topic, text) => $"{topic} {text}");

    public static readonly TopicDialect SignalR = new(
        "signalr",
        "/topics",
        new SignalRDialect(),
        topic => $$"""{"type":1,"invocationId":"1","target":"Join","arguments":["{{topic}}"]}{{"\u001e"}}""",
        (topic, text) => $$"""{"type":1,"target":"Publish","arguments":["{{topic}}","{{text}}"]}{{"\u001e"}}""");

    public static readonly TopicDialect Channels = new(
        "zzz",
        "/channels?vsn=2.0.0",
        new PlainDialect(),
        topic => $$"""["1","1","{{topic}}","phx_join",{},{"id":"bench"}]""",
        (_, _) => throw new NotSupportedException("Broadcasts are posted."),
        "/broadcast");

    public byte[] JoinFrame(string topic) => ClientFrame.Text(Encoding.UTF8.GetBytes(Join(topic)));

    public byte[] PublishFrame(string topic, string text) => ClientFrame.Text(Encoding.UTF8.GetBytes(Publish(topic, text)));

    /// <summary>Opens a connection that is on the given topics.</summary>
    public ClientConnection Open(Servers.ServerProcess server, params string[] topics)
    {
        ClientConnection connection = ClientConnection.Open(server.EndPoint, Path);
        if (!Dialect.Opening.IsEmpty) connection.Exchange(ClientFrame.Text(Dialect.Opening.Span));
        foreach (string topic in topics) connection.Exchange(JoinFrame(topic));
        return connection;
    }
}
