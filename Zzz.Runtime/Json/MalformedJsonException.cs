using System.Text.Json;

namespace Zzz.Json;

/// <summary>The peer's message is no JSON of the type that its handler takes. One that a handler throws itself is a <see cref="JsonException"/>.</summary>
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
