using System.Text;
using System.Text.Json;

namespace Zzz.Testing.Channels;

/// <summary>Serializer 1: objects with a topic, an event, a payload and a ref.</summary>
internal sealed class ClientFormV1 : ClientForm
{
    public override WsTestFrame Write(ClientMessage message)
    {
        if (message.IsBinary) throw new InvalidOperationException("Serializer 1 has no binary payloads: connect without vsn=1.");
        return WsTestFrame.Text(
            $$"""{"topic":{{Json(message.Topic)}},"event":{{Json(message.Event)}},"payload":{{Encoding.UTF8.GetString(message.Payload.Span)}},"ref":{{Json(message.Ref)}}}""");
    }

    public override ServerMessage Read(WsTestFrame frame)
    {
        JsonElement json = JsonElement.Parse(frame.Payload.Span);
        string name = json.GetProperty("event").GetString()!;
        string? reference = json.GetProperty("ref").GetString();
        string? joinRef = name is ChannelWords.Close or ChannelWords.Error ? reference : null; // the only place where V1 has a join_ref
        return Message(joinRef, reference, json.GetProperty("topic").GetString()!, name, json.GetProperty("payload"));
    }

    private static string Json(string? text) => JsonSerializer.Serialize(text);
}
