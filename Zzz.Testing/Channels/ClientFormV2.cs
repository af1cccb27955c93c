using System.Buffers.Binary;
using System.Text;
using System.Text.Json;

namespace Zzz.Testing.Channels;

/// <summary>
/// Serializer 2: arrays of join_ref, ref, topic, event and payload. A message with a binary payload consists of a kind, the sizes of the names, the
/// names, and the payload. What concerns the history of a topic follows as a sixth element, or as an offset after the sizes.
/// </summary>
internal sealed class ClientFormV2 : ClientForm
{
    private const byte Push = 0;
    private const byte Reply = 1;
    private const byte Broadcast = 2;
    private const byte BroadcastAt = 3;

    public override WsTestFrame Write(ClientMessage message)
    {
        if (message.IsBinary) return WriteBinary(message);
        string names = JsonSerializer.Serialize((string?[])[message.JoinRef, message.Ref, message.Topic, message.Event]);
        byte[] recovery = message.Recovery is { } json ? [(byte)',', .. json] : [];
        return new WsTestFrame(1, (byte[])[.. Encoding.UTF8.GetBytes(names[..^1]), (byte)',', .. message.Payload.Span, .. recovery, (byte)']']);
    }

    public override ServerMessage Read(WsTestFrame frame)
    {
        if (frame.Opcode == 2) return ReadBinary(frame.Payload.Span);
        JsonElement json = JsonElement.Parse(frame.Payload.Span);
        string? joinRef = json[0].GetString();
        ServerMessage message = Message(joinRef, json[1].GetString(), json[2].GetString()!, json[3].GetString()!, json[4]);
        return WithExtension(message with { IsBroadcast = joinRef is null }, json.GetArrayLength() > 5 ? json[5] : default);
    }

    private static ServerMessage WithExtension(ServerMessage message, JsonElement extension) => extension.ValueKind switch
    {
        JsonValueKind.Number => message with { Offset = extension.GetInt64() },
        JsonValueKind.Object => message with
        {
            At = extension.TryGetProperty("at", out JsonElement at) ? at.Deserialize<TopicPosition>() : null,
            HasRecovered = extension.TryGetProperty("recovered", out JsonElement recovered) && recovered.GetBoolean(),
        },
        _ => message,
    };

    private static WsTestFrame WriteBinary(ClientMessage message)
    {
        byte[][] names = [.. new[] { message.JoinRef, message.Ref, message.Topic, message.Event }.Select(name => Encoding.UTF8.GetBytes(name ?? ""))];
        return WsTestFrame.Binary((byte[])[Push, .. names.Select(name => (byte)name.Length), .. names.SelectMany(name => name), .. message.Payload.Span]);
    }

    private static ServerMessage ReadBinary(ReadOnlySpan<byte> bytes)
    {
        int count = bytes[0] switch
        {
            Push => 3,
            Reply => 4,
            Broadcast or BroadcastAt => 2,
            _ => throw new FormatException($"the binary message has the unknown kind {bytes[0]}"),
        };
        var names = new string[count];
        ReadOnlySpan<byte> sizes = bytes[1..(count + 1)], rest = bytes[(count + 1)..];
        long? offset = bytes[0] == BroadcastAt ? BinaryPrimitives.ReadInt64BigEndian(rest) : null;
        if (offset is not null) rest = rest[sizeof(long)..];
        for (int i = 0; i < count; rest = rest[sizes[i++]..]) names[i] = Encoding.UTF8.GetString(rest[..sizes[i]]);

        var payload = new ChannelTestPayload(rest.ToArray());
        return bytes[0] switch
        {
            Push => new ServerMessage(names[0], null, names[1], names[2], payload) { IsBroadcast = false },
            Reply => new ServerMessage(names[0], names[1], names[2], ChannelWords.Reply, payload, names[3]),
            _ => new ServerMessage(null, null, names[0], names[1], payload) { IsBroadcast = true, Offset = offset },
        };
    }
}
