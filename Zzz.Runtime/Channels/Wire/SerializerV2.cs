using System.Buffers.Text;
using System.Text;
using System.Text.Json;
using Zzz.Protocol;

namespace Zzz.Channels.Wire;

/// <summary>
/// Phoenix's serializer 2: messages are arrays of join_ref, ref, topic, event and payload; binary payloads have a <see cref="BinaryForm"/>. A
/// sixth element carries positions. Phoenix and its clients ignore it.
/// </summary>
internal sealed class SerializerV2 : ChannelSerializer
{
    private const int MaxDigits = 20;

    public override int Index => 1;

    public override bool TryRead(WsMessage message, out Envelope envelope)
    {
        if (message.Kind == WsMessageKind.Binary) return BinaryForm.TryRead(message.Payload, out envelope);
        envelope = default;
        try
        {
            var reader = new EnvelopeReader(message.Payload);
            return TryReadArray(ref reader, out envelope) && reader.Ends();
        }
        catch (Exception malformed) when (malformed is JsonException or InvalidOperationException) // the latter for half of a surrogate pair
        {
            return false;
        }
    }

    public override void Write(ref PooledBuffer output, in MessageHead head, ReadOnlySpan<byte> json)
    {
        Begin(ref output, head, head.Event);
        output.Write(json);
        output.Write("]"u8);
    }

    /// <summary>Writes a broadcast at a position, for the clients that asked for positions.</summary>
    /// <param name="output">Takes the message.</param>
    /// <param name="head">The topic and the event.</param>
    /// <param name="payload">JSON, or bytes.</param>
    /// <param name="isBinary">Whether the payload is bytes.</param>
    /// <param name="offset">The offset of the message in the topic's history.</param>
    public static void WriteAt(ref PooledBuffer output, in MessageHead head, ReadOnlySpan<byte> payload, bool isBinary, long offset)
    {
        if (isBinary)
        {
            BinaryForm.WriteBroadcastAt(ref output, head, payload, offset);
            return;
        }

        Begin(ref output, head, head.Event);
        output.Write(payload);
        output.Write(","u8);
        Span<byte> digits = output.GetSpan(MaxDigits);
        Utf8Formatter.TryFormat(offset, digits, out int written);
        output.Advance(written);
        output.Write("]"u8);
    }

    /// <summary>Writes the event that notifies a client of lost messages, with the position at which it continues.</summary>
    public static void WriteGap(ref PooledBuffer output, in MessageHead head, TopicPosition at)
    {
        Begin(ref output, head, head.Event);
        output.Write(Encoding.UTF8.GetBytes($$"""{},{"at":["{{at.Epoch}}",{{at.Offset}}]}]"""));
    }

    public override void WriteReply(ref PooledBuffer output, in MessageHead head, bool ok, ReadOnlySpan<byte> json, ReadOnlySpan<byte> extension)
    {
        Begin(ref output, head, ReservedNames.Reply);
        JsonText.WriteResponse(ref output, ok, json);
        if (!extension.IsEmpty) output.Write(","u8);
        output.Write(extension);
        output.Write("]"u8);
    }

    public override bool TryWriteBinary(ref PooledBuffer output, in MessageHead head, ReadOnlySpan<byte> payload)
    {
        BinaryForm.WritePush(ref output, head, payload);
        return true;
    }

    public override bool TryWriteBinaryReply(ref PooledBuffer output, in MessageHead head, bool ok, ReadOnlySpan<byte> payload)
    {
        BinaryForm.WriteReply(ref output, head, ok, payload);
        return true;
    }

    public override bool TryWriteBinaryBroadcast(ref PooledBuffer output, in MessageHead head, ReadOnlySpan<byte> payload)
    {
        BinaryForm.WriteBroadcast(ref output, head, payload);
        return true;
    }

    private static bool TryReadArray(ref EnvelopeReader reader, out Envelope envelope)
    {
        envelope = default;
        if (!reader.Next(JsonTokenType.StartArray)) return false;
        if (!reader.TryReadRef(out ReadOnlyMemory<byte> joinRef) || !reader.TryReadRef(out ReadOnlyMemory<byte> reference)) return false;
        if (!reader.TryReadName(out ReadOnlyMemory<byte> topic) || !reader.TryReadName(out ReadOnlyMemory<byte> name)) return false;
        if (!reader.TryReadPayload(out ReadOnlyMemory<byte> payload)) return false;
        if (reader.TryReadPayload(out ReadOnlyMemory<byte> extension))
            while (reader.TrySkip()) { } // as Phoenix does: a client may know more than this version
        envelope = new Envelope(joinRef, reference, topic, name, payload, IsBinary: false, extension);
        return reader.Is(JsonTokenType.EndArray);
    }

    private static void Begin(ref PooledBuffer output, in MessageHead head, ReadOnlySpan<byte> name)
    {
        output.Write("["u8);
        JsonText.WriteRef(ref output, head.JoinRef);
        output.Write(","u8);
        JsonText.WriteRef(ref output, head.Ref);
        output.Write(","u8);
        JsonText.WriteString(ref output, head.Topic);
        output.Write(","u8);
        JsonText.WriteString(ref output, name);
        output.Write(","u8);
    }
}
