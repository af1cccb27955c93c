using System.Collections.Concurrent;
using Zzz.Cluster.Messages;
using Zzz.Presence.Replicas;

namespace Zzz.Tests.Presence;

/// <summary>Passes on all calls to a backplane, and writes down the presence messages that the node sends and receives.</summary>
internal sealed class WatchedBackplane(IBackplane inner) : IBackplane, IBackplaneHost
{
    private readonly TaskCompletionSource _lingering = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private IBackplaneHost _host = null!;

    public IBackplane Inner => inner;

    /// <summary>The presence messages that the node has sent, with their sizes.</summary>
    public ConcurrentQueue<(PresenceMessageKind Kind, string Topic, int Size)> Sent { get; } = new();

    /// <summary>The presence messages that the node has received, its own among them.</summary>
    public ConcurrentQueue<(PresenceMessageKind Kind, string Topic, int Size)> Received { get; } = new();

    /// <summary>Completes when the node has said that it is stopping.</summary>
    public Task Lingering => _lingering.Task;

    public string Node => _host.Node;

    public ValueTask StartAsync(IBackplaneHost host, CancellationToken cancellationToken)
    {
        _host = host;
        return inner.StartAsync(this, cancellationToken);
    }

    public ValueTask StopAsync(CancellationToken cancellationToken) => inner.StopAsync(cancellationToken);

    public ValueTask SubscribeAsync(string topic, CancellationToken cancellationToken) => inner.SubscribeAsync(topic, cancellationToken);

    public ValueTask UnsubscribeAsync(string topic, CancellationToken cancellationToken) => inner.UnsubscribeAsync(topic, cancellationToken);

    public ValueTask<int?> PublishAsync(string topic, ReadOnlyMemory<byte> message, CancellationToken cancellationToken)
    {
        Note(Sent, message.Span);
        return inner.PublishAsync(topic, message, cancellationToken);
    }

    public ValueTask SendAsync(string node, ReadOnlyMemory<byte> message, CancellationToken cancellationToken)
    {
        Note(Sent, message.Span);
        return inner.SendAsync(node, message, cancellationToken);
    }

    void IBackplaneHost.Received(string topic, ReadOnlyMemory<byte> message, TopicPosition? position)
    {
        Note(Received, message.Span);
        _host.Received(topic, message, position);
    }

    void IBackplaneHost.ReceivedByNode(ReadOnlyMemory<byte> message)
    {
        Note(Received, message.Span);
        _host.ReceivedByNode(message);
    }

    void IBackplaneHost.Interrupted(Exception? why) => _host.Interrupted(why);

    void IBackplaneHost.Restored() => _host.Restored();

    private void Note(ConcurrentQueue<(PresenceMessageKind Kind, string Topic, int Size)> notes, ReadOnlySpan<byte> bytes)
    {
        if (!NodeMessage.TryRead(bytes, out NodeMessage message) || message.Kind != NodeMessageKind.Presence) return;
        if (PresenceMessage.Read(message.Payload) is not { } presence) return;
        notes.Enqueue((presence.Kind, presence.Topic, bytes.Length));
        if (notes == Sent && presence.Kind == PresenceMessageKind.Linger) _lingering.TrySetResult();
    }
}
