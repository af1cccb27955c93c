using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Zzz.Json;

/// <summary>Reads JSON that a peer sent. An exception is the peer's fault, unless the type cannot be deserialized at all.</summary>
internal static class PeerJson
{
    /// <exception cref="MalformedJsonException">The JSON is not valid for the type.</exception>
    public static T? Read<T>(ReadOnlySpan<byte> utf8, JsonTypeInfo<T> type)
    {
        T? value;
        try
        {
            value = JsonSerializer.Deserialize(utf8, type);
        }
        catch (Exception exception) when (exception is JsonException || (exception is not OutOfMemoryException && ReadableType.Is(type)))
        {
            throw new MalformedJsonException(exception);
        }

        if (!SurrogateEscapes.ArePaired(utf8)) throw new MalformedJsonException("The JSON contains half of a surrogate pair.");
        if (LargeNumbers.AreIn(utf8) && !CanBeWritten(value, type)) throw new MalformedJsonException("A number in the JSON is too large for its type.");
        return value;
    }

    /// <summary>Whether a value can be written as JSON. If a number was too large, it has become infinity, which JSON cannot represent.</summary>
    [SuppressMessage("Design", "CA1031:Do not catch general exception types", Justification = "Only what the writer says of a number counts.")]
    private static bool CanBeWritten<T>(T? value, JsonTypeInfo<T> type)
    {
        try
        {
            using var writer = new Utf8JsonWriter(new ArrayBufferWriter<byte>());
            JsonSerializer.Serialize(writer, value, type!);
            return true;
        }
        catch (ArgumentException)
        {
            return false;
        }
        catch (Exception)
        {
            return true; // a type that can be read but not written
        }
    }
}
