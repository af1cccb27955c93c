using System.Text.Json;

namespace Zzz.Testing.Channels;

/// <summary>The keys that are present on a topic, kept in the same way as real clients keep them: each key stays as long as it has a meta.</summary>
internal sealed class PresentKeys
{
    private readonly Dictionary<string, string> _keysByRef = [];

    public bool Are(IReadOnlyCollection<string> keys) => keys.ToHashSet().SetEquals(_keysByRef.Values);

    public void Apply(ServerMessage message)
    {
        JsonElement payload = message.Payload.Json<JsonElement>();
        if (message.Event == ChannelWords.PresenceState)
        {
            _keysByRef.Clear();
            Add(payload);
            return;
        }

        Add(payload.GetProperty("joins"));
        foreach ((string _, string reference) in Refs(payload.GetProperty("leaves"))) _keysByRef.Remove(reference);
    }

    public override string ToString() => _keysByRef.Count == 0 ? "nobody" : string.Join(", ", _keysByRef.Values.Distinct().Order());

    private static IEnumerable<(string Key, string Ref)> Refs(JsonElement list) =>
        from entry in list.EnumerateObject()
        from meta in entry.Value.GetProperty("metas").EnumerateArray()
        select (entry.Name, meta.GetProperty("phx_ref").GetString()!);

    private void Add(JsonElement list)
    {
        foreach ((string key, string reference) in Refs(list)) _keysByRef[reference] = key;
    }
}
