using System.Text;

namespace Zzz;

/// <summary>One whole message of a peer, put together from its fragments and decompressed.</summary>
/// <param name="kind">Whether the payload is text or binary.</param>
/// <param name="payload">The message's bytes; for text they are valid UTF-8.</param>
/// <remarks>
/// The payload lies in a buffer that is used again: it is valid until the handler's task completes. Copy what has to live longer,
/// with <see cref="GetText"/> or <c>Payload.ToArray()</c>.
/// </remarks>
/// <example>
/// <code>
/// public void OnMessage(WsConnection ws, WsMessage message)
/// {
///     if (message.Kind == WsMessageKind.Text) Console.WriteLine(message.GetText());
/// }
/// </code>
/// </example>
public readonly struct WsMessage(WsMessageKind kind, ReadOnlyMemory<byte> payload)
{
    /// <summary>Whether <see cref="Payload"/> is text or binary.</summary>
    public WsMessageKind Kind { get; } = kind;

    /// <summary>The message's bytes, valid until the handler's task completes. Valid UTF-8 if <see cref="Kind"/> is text.</summary>
    public ReadOnlyMemory<byte> Payload { get; } = payload;

    /// <summary>The payload decoded from UTF-8, as a new string.</summary>
    /// <returns>The text. A binary payload that is not UTF-8 is decoded with U+FFFD in place of what is invalid.</returns>
    public string GetText() => Encoding.UTF8.GetString(Payload.Span);
}
