using System.Text.Json;

namespace Zzz.Json;

/// <summary>
/// Thrown when a peer's message is not valid JSON for the type that the handler takes. A handler's own failure is a plain
/// <see cref="JsonException"/>.
/// </summary>
internal sealed class MalformedJsonException : JsonException
{
    public MalformedJsonException(Exception cause)
        : base(cause.Message, (cause as JsonException)?.Path, (cause as JsonException)?.LineNumber, (cause as JsonException)?.BytePositionInLine, cause)
    {
    }

    public MalformedJsonException(string message)
        : base(message)
    {
    }

    public MalformedJsonException(Type type)
        : base($"The JSON value is null, not a {type.Name}.")
    {
    }
}
