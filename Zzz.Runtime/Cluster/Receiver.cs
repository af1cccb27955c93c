using System.Buffers.Binary;
using Microsoft.Extensions.Logging;
using Zzz.Cluster.Messages;
using Zzz.Telemetry;

namespace Zzz.Cluster;

/// <summary>Reads the messages that arrive from the broker, and passes each to the handler for its kind. Answers those that want an answer.</summary>
internal sealed class Receiver(
    ulong self, NodeHandlers handlers, Outbox outbox, Questions questions, TimeProvider time, ClusterMetrics metrics, ILogger logger)
{
    private const int AnswerSize = sizeof(long) + sizeof(int);

    private int _unknown;

    /// <summary>Handles a message; its exceptions are logged.</summary>
    /// <param name="topic">The app's topic; <see cref="ControlTopic.Name"/>; or empty if the message was sent to this node.</param>
    /// <param name="bytes">The message.</param>
    /// <param name="position">The position in the topic's log, if the message is from there.</param>
    public void Handle(string topic, ReadOnlySpan<byte> bytes, TopicPosition? position)
    {
        try
        {
            if (NodeMessage.TryRead(bytes, out NodeMessage message)) Handle(topic, message, position);
            else OnUnknown(topic);
        }
        catch (Exception exception)
        {
            Log.BackplaneHandler(logger, topic, exception);
        }
    }

    private void Handle(string topic, NodeMessage message, TopicPosition? position)
    {
        bool isOwn = message.Stamp.Node == self;
        if (!isOwn) metrics.Received(message.Kind, TimeSpan.FromMilliseconds(time.GetUtcNow().ToUnixTimeMilliseconds() - message.Stamp.Time));
        if (message.Kind == NodeMessageKind.Answer) OnAnswer(message.Payload);
        else if (isOwn && !IsForItsOwnNode(topic, message.Kind, position)) AnswerIfWanted(message, 0);
        else if (handlers[message.Kind]?.Invoke(topic, message, position) is { } count and not NodeHandlers.NotUnderstood) AnswerIfWanted(message, count);
        else OnUnknown(topic);
    }

    /// <summary>Whether a node handles its own message: the broadcasts that come back with their positions, and its heartbeats.</summary>
    private static bool IsForItsOwnNode(string topic, NodeMessageKind kind, TopicPosition? position) =>
        kind == NodeMessageKind.Heartbeat || (position is not null && topic != ControlTopic.Name);

    private void AnswerIfWanted(NodeMessage message, int count)
    {
        if (!message.WantsAnswer) return;
        if (message.Stamp.Node == self)
        {
            questions.Answer(message.Stamp.Number, count);
            return;
        }

        Span<byte> payload = stackalloc byte[AnswerSize];
        BinaryPrimitives.WriteInt64LittleEndian(payload, message.Stamp.Number);
        BinaryPrimitives.WriteInt32LittleEndian(payload[sizeof(long)..], count);
        _ = outbox.TrySendAsync(message.Stamp.NodeName, new NodeMessage(NodeMessageKind.Answer, payload));
    }

    private void OnAnswer(ReadOnlySpan<byte> payload)
    {
        if (payload.Length < AnswerSize) OnUnknown("");
        else questions.Answer(BinaryPrimitives.ReadInt64LittleEndian(payload), BinaryPrimitives.ReadInt32LittleEndian(payload[sizeof(long)..]));
    }

    private void OnUnknown(string topic)
    {
        if (Interlocked.Exchange(ref _unknown, 1) == 0) Log.BackplaneMessage(logger, topic);
    }
}
