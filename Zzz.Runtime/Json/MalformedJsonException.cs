using System.Text.Json;

namespace Zzz.Json;

/// <summary>Thrown when a peer's message is not valid JSON of the type that its handler takes. A plain <see cref="JsonException"/> is the handler's own.</summary>
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
