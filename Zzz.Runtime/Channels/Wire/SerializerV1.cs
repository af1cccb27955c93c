using System.Text.Json;
using Zzz.Protocol;

namespace Zzz.Channels.Wire;

/// <summary>Phoenix's serializer 1: messages are objects with a topic, an event, a payload and a ref. It has no binary payloads and no extensions.</summary>
internal sealed class SerializerV1 : ChannelSerializer
{
    public override int Index => 0;

    public override bool TryRead(WsMessage message, out Envelope envelope)
    {
        envelope = default;
        if (message.Kind != WsMessageKind.Text) return false;
        try
        {
            var reader = new EnvelopeReader(message.Payload);
            return TryReadObject(ref reader, out envelope) && reader.Ends();
        }
        catch (Exception malformed) when (malformed is JsonException or InvalidOperationException) // the latter for half of a surrogate pair
        {
            return false;
        }
    }

    public override void Write(ref PooledBuffer output, in MessageHead head, ReadOnlySpan<byte> json)
    {
        Begin(ref output, head.Topic, head.Event);
        output.Write(json);
        End(ref output, head.Ref);
    }

    public override void WriteReply(ref PooledBuffer output, in MessageHead head, bool ok, ReadOnlySpan<byte> json, ReadOnlySpan<byte> extension)
    {
        Begin(ref output, head.Topic, ReservedNames.Reply);
        JsonText.WriteResponse(ref output, ok, json);
        End(ref output, head.Ref);
    }

    public override bool TryWriteBinary(ref PooledBuffer output, in MessageHead head, ReadOnlySpan<byte> payload) => false;

    public override bool TryWriteBinaryReply(ref PooledBuffer output, in MessageHead head, bool ok, ReadOnlySpan<byte> payload) => false;

    public override bool TryWriteBinaryBroadcast(ref PooledBuffer output, in MessageHead head, ReadOnlySpan<byte> payload) => false;

    private static bool TryReadObject(ref EnvelopeReader reader, out Envelope envelope)
    {
        ReadOnlyMemory<byte> reference = default, topic = default, name = default, payload = default;
        bool hasTopic = false, hasEvent = false, hasPayload = false;
        bool sound = reader.Next(JsonTokenType.StartObject);
        while (sound && reader.Next(JsonTokenType.PropertyName))
        {
            if (reader.Is("topic"u8)) sound = hasTopic = reader.TryReadName(out topic);
            else if (reader.Is("event"u8)) sound = hasEvent = reader.TryReadName(out name);
            else if (reader.Is("payload"u8)) sound = hasPayload = reader.TryReadPayload(out payload);
            else if (reader.Is("ref"u8)) sound = reader.TryReadRef(out reference);
            else sound = reader.TrySkip();
        }

        // V1 has no join_ref, so the ref of the join takes its place: some old clients look for it in phx_close and phx_error.
        bool joins = name.Span.SequenceEqual(ReservedNames.Join);
        envelope = new Envelope(joins ? reference : default, reference, topic, name, payload, IsBinary: false);
        return sound && hasTopic && hasEvent && hasPayload;
    }

    private static void Begin(ref PooledBuffer output, ReadOnlySpan<byte> topic, ReadOnlySpan<byte> name)
    {
        output.Write("""{"topic":"""u8);
        JsonText.WriteString(ref output, topic);
        output.Write(""","event":"""u8);
        JsonText.WriteString(ref output, name);
        output.Write(""","payload":"""u8);
    }

    private static void End(ref PooledBuffer output, ReadOnlySpan<byte> reference)
    {
        output.Write(""","ref":"""u8);
        JsonText.WriteRef(ref output, reference);
        output.Write("}"u8);
    }
}
