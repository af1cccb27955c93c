using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Zzz.Dispatch;

/// <summary>Reads JSON that a peer sent.</summary>
internal static class PeerJson
{
    /// <exception cref="MalformedJsonException">It is no JSON of the type.</exception>
    public static T? Read<T>(ReadOnlySpan<byte> utf8, JsonTypeInfo<T> type)
    {
        try
        {
            T? value = JsonSerializer.Deserialize(utf8, type);
            return SurrogateEscapes.ArePaired(utf8) ? value : throw new MalformedJsonException("The JSON has half of a surrogate pair.");
        }
        catch (JsonException malformed) when (malformed is not MalformedJsonException)
        {
            throw new MalformedJsonException(malformed);
        }
    }
}
