using System.Buffers;
using System.Text.Json;

namespace Zzz.Presence;

/// <summary>Writes what clients see of an entry: the user's JSON object, and in it the refs that clients tell entries apart by.</summary>
internal static class PresenceMeta
{
    private const string Ref = "phx_ref";
    private const string PreviousRef = "phx_ref_prev";

    /// <exception cref="ArgumentException">The JSON is no object, or has a name that is the protocol's own.</exception>
    public static byte[] Of(ReadOnlyMemory<byte> json, string reference, string? previous = null)
    {
        using var meta = JsonDocument.Parse(json);
        if (meta.RootElement.ValueKind != JsonValueKind.Object)
            throw new ArgumentException($"A meta of presence must be written as a JSON object, not as {meta.RootElement.ValueKind}.", nameof(json));

        var bytes = new ArrayBufferWriter<byte>(json.Length + 64);
        using (var writer = new Utf8JsonWriter(bytes))
        {
            writer.WriteStartObject();
            writer.WriteString(Ref, reference);
            if (previous is not null) writer.WriteString(PreviousRef, previous);
            foreach (JsonProperty property in meta.RootElement.EnumerateObject()) WriteOwn(property, writer);
            writer.WriteEndObject();
        }

        return bytes.WrittenSpan.ToArray();
    }

    private static void WriteOwn(JsonProperty property, Utf8JsonWriter writer)
    {
        if (property.NameEquals(Ref) || property.NameEquals(PreviousRef))
            throw new ArgumentException($"A meta of presence may not have a property '{property.Name}': that is the protocol's own.", nameof(property));
        property.WriteTo(writer);
    }
}
