using System.Collections.Concurrent;
using System.Text;

namespace Zzz.Tests.Cluster;

/// <summary>Writes down what a backplane tells it, as text.</summary>
internal sealed class TestHost(string node) : IBackplaneHost
{
    private readonly ConcurrentQueue<string> _told = new();

    public string Node => node;

    public string[] Told => [.. _told];

    /// <summary>What the host does with each message, after it has written it down.</summary>
    public Action<string, ReadOnlyMemory<byte>> OnReceived { get; set; } = (_, _) => { };

    public void Received(string topic, ReadOnlyMemory<byte> message, TopicPosition? position)
    {
        _told.Enqueue($"{topic}: {Encoding.UTF8.GetString(message.Span)}{(position is { } at ? $" at {at.Offset}" : "")}");
        OnReceived(topic, message);
    }

    public void ReceivedByNode(ReadOnlyMemory<byte> message) => _told.Enqueue($"to me: {Encoding.UTF8.GetString(message.Span)}");

    public void Interrupted(Exception? why) => _told.Enqueue("interrupted");

    public void Restored() => _told.Enqueue("restored");
}
