using System.Text.Json;
using System.Text.Json.Serialization;

namespace Zzz;

/// <summary>Reads and writes a <see cref="TopicPosition"/> as an array of epoch and offset.</summary>
public sealed class TopicPositionConverter : JsonConverter<TopicPosition>
{
    /// <inheritdoc/>
    public override TopicPosition Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType != JsonTokenType.StartArray) throw new JsonException();
        if (!reader.Read() || reader.TokenType != JsonTokenType.String) throw new JsonException();
        string epoch = reader.GetString()!;
        if (!reader.Read() || reader.TokenType != JsonTokenType.Number || !reader.TryGetInt64(out long offset)) throw new JsonException();
        return reader.Read() && reader.TokenType == JsonTokenType.EndArray ? new TopicPosition(epoch, offset) : throw new JsonException();
    }

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, TopicPosition value, JsonSerializerOptions options)
    {
        ArgumentNullException.ThrowIfNull(writer);
        writer.WriteStartArray();
        writer.WriteStringValue(value.Epoch);
        writer.WriteNumberValue(value.Offset);
        writer.WriteEndArray();
    }
}
