using System.Buffers;
using System.Text.Json;

namespace Zzz.Presence;

/// <summary>Writes the metadata that clients see: the app's JSON object, plus the refs by which clients tell entries apart.</summary>
internal static class PresenceMeta
{
    private const string Ref = "phx_ref";
    private const string PreviousRef = "phx_ref_prev";

    /// <summary>The longest metadata. A client that joins gets all metas of the topic in one message, which must fit into the client's send buffer.</summary>
    private const int MaxBytes = 64 * 1024;

    /// <exception cref="ArgumentException">The JSON is too long, is not an object, or has a reserved name.</exception>
    public static void ThrowUnlessMeta(ReadOnlyMemory<byte> meta)
    {
        if (meta.Length > MaxBytes) throw new ArgumentException($"Presence metadata is limited to {MaxBytes} bytes of JSON; this is {meta.Length}.", nameof(meta));
        using var json = JsonDocument.Parse(meta);
        if (json.RootElement.ValueKind != JsonValueKind.Object)
            throw new ArgumentException($"Presence metadata must serialize as a JSON object, not as {json.RootElement.ValueKind}.", nameof(meta));
        foreach (string own in (ReadOnlySpan<string>)[Ref, PreviousRef])
            if (json.RootElement.TryGetProperty(own, out _)) throw new ArgumentException($"Presence metadata must not have a property '{own}', which is reserved for the protocol.", nameof(meta));
    }

    /// <summary>Returns the metadata with the ref of its entry and, if it replaces another entry, with the ref of that one.</summary>
    public static byte[] Of(ReadOnlyMemory<byte> json, string reference, string? previous = null)
    {
        using var meta = JsonDocument.Parse(json);
        var bytes = new ArrayBufferWriter<byte>(json.Length + 64);
        using (var writer = new Utf8JsonWriter(bytes))
        {
            writer.WriteStartObject();
            writer.WriteString(Ref, reference);
            if (previous is not null) writer.WriteString(PreviousRef, previous);
            foreach (JsonProperty property in meta.RootElement.EnumerateObject()) property.WriteTo(writer);
            writer.WriteEndObject();
        }

        return bytes.WrittenSpan.ToArray();
    }
}
