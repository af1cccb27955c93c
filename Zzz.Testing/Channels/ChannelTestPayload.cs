using System.Text.Json;

namespace Zzz;

/// <summary>The payload of a channel's event or reply: JSON, or bytes.</summary>
/// <example>
/// <code>
/// ChannelTestPayload reply = await room.PushAsync("add", new Operands(1, 2));
/// Assert.Equal(new Sum(3), reply.Json&lt;Sum&gt;());
/// </code>
/// </example>
public sealed class ChannelTestPayload
{
    private readonly JsonElement? _json;
    private readonly byte[]? _bytes;

    internal ChannelTestPayload(JsonElement json) => _json = json;

    internal ChannelTestPayload(byte[] bytes) => _bytes = bytes;

    /// <summary>The bytes of a binary payload.</summary>
    /// <exception cref="WsTestException">The payload is JSON.</exception>
    public byte[] Bytes => _bytes ?? throw new WsTestException($"Expected bytes, but got {this}.");

    internal JsonSerializerOptions Options { get; set; } = JsonSerializerOptions.Web;

    /// <summary>Deserializes the JSON payload.</summary>
    /// <typeparam name="T">The type to read.</typeparam>
    /// <returns>The value.</returns>
    /// <exception cref="WsTestException">The payload is bytes, or does not fit the type.</exception>
    public T Json<T>()
    {
        try
        {
            return _json is { } json ? json.Deserialize<T>(Options)! : throw new WsTestException($"Expected JSON of {typeof(T).Name}, but got {this}.");
        }
        catch (JsonException exception)
        {
            throw new WsTestException($"Expected JSON of {typeof(T).Name}, but got {this}: {exception.Message}", exception);
        }
    }

    /// <summary>Returns the JSON as received, or the start of the bytes in hexadecimal.</summary>
    /// <returns>The text.</returns>
    public override string ToString() => _json?.GetRawText() ?? $"{_bytes!.Length} bytes: {Convert.ToHexString(_bytes.AsSpan(0, Math.Min(_bytes.Length, 32)))}";

    /// <summary>Whether the payload equals a JSON value. The order of properties and white space do not matter.</summary>
    internal bool Says(JsonElement expected) => _json is { } json && JsonElement.DeepEquals(json, expected);
}
