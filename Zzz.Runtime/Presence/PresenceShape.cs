using System.Buffers;
using System.Text.Json;
using Zzz.Presence.Replicas;

namespace Zzz.Presence;

/// <summary>Writes the payloads of <c>presence_state</c> and <c>presence_diff</c>, as Phoenix does.</summary>
internal static class PresenceShape
{
    public static byte[] State(IEnumerable<PresenceEntry> entries, IReadOnlyDictionary<string, JsonElement> details) =>
        Write((entries, details), static (writer, state) => WriteKeys(writer, state.entries, state.details));

    public static byte[] Diff(TopicDiff diff, IReadOnlyDictionary<string, JsonElement> details) =>
        Write((diff, details), static (writer, state) =>
        {
            writer.WriteStartObject();
            writer.WritePropertyName("joins"u8);
            WriteKeys(writer, state.diff.Joins, state.details);
            writer.WritePropertyName("leaves"u8);
            WriteKeys(writer, state.diff.Leaves, state.details);
            writer.WriteEndObject();
        });

    private static byte[] Write<T>(T value, Action<Utf8JsonWriter, T> write)
    {
        var bytes = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(bytes)) write(writer, value);
        return bytes.WrittenSpan.ToArray();
    }

    private static void WriteKeys(Utf8JsonWriter writer, IEnumerable<PresenceEntry> entries, IReadOnlyDictionary<string, JsonElement> details)
    {
        writer.WriteStartObject();
        foreach (IGrouping<string, PresenceEntry> key in entries.GroupBy(entry => entry.Key))
        {
            writer.WriteStartObject(key.Key);
            writer.WriteStartArray("metas"u8);
            foreach (PresenceEntry entry in key) writer.WriteRawValue(entry.Meta, skipInputValidation: true);
            writer.WriteEndArray();
            if (details.TryGetValue(key.Key, out JsonElement more)) WriteDetails(writer, more);
            writer.WriteEndObject();
        }

        writer.WriteEndObject();
    }

    private static void WriteDetails(Utf8JsonWriter writer, JsonElement details)
    {
        foreach (JsonProperty property in details.EnumerateObject())
            if (!property.NameEquals("metas"u8)) property.WriteTo(writer);
    }
}
