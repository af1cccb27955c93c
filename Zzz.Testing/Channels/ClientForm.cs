using System.Text.Json;
using Microsoft.AspNetCore.WebUtilities;

namespace Zzz.Testing.Channels;

/// <summary>The client's side of a serializer: writes the messages that clients send, and reads those that servers send.</summary>
internal abstract class ClientForm
{
    /// <summary>Picks the form that a path asks for. If the path does not ask for one, picks V2 and adds that to the query string.</summary>
    public static (string Path, ClientForm Form) Of(string path)
    {
        int query = path.IndexOf('?', StringComparison.Ordinal);
        string? version = query < 0 ? null : (string?)QueryHelpers.ParseQuery(path[query..]).GetValueOrDefault("vsn");
        if (version is null) return (QueryHelpers.AddQueryString(path, "vsn", "2.0.0"), new ClientFormV2());
        return (path, version.StartsWith('1') ? new ClientFormV1() : new ClientFormV2());
    }

    public abstract WsTestFrame Write(ClientMessage message);

    public abstract ServerMessage Read(WsTestFrame frame);

    /// <summary>Splits the payload of a reply into status and response.</summary>
    protected static ServerMessage Message(string? joinRef, string? reference, string topic, string name, JsonElement payload)
    {
        if (name != ChannelWords.Reply) return new ServerMessage(joinRef, reference, topic, name, new ChannelTestPayload(payload));
        var response = new ChannelTestPayload(payload.GetProperty("response"));
        return new ServerMessage(joinRef, reference, topic, name, response, payload.GetProperty("status").GetString());
    }
}
