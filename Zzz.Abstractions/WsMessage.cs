using System.ComponentModel;
using System.Text;
using System.Text.Unicode;

namespace Zzz;

/// <summary>One whole message: received from a peer, put together from its fragments and decompressed, or made to be sent.</summary>
/// <remarks>
/// The payload of a received message lies in a buffer that is used again: it is valid until the handler's task completes. Copy what has to
/// live longer, with <see cref="GetText"/> or <c>Payload.ToArray()</c>.
/// </remarks>
/// <example>
/// <code>
/// public void OnMessage(WsConnection ws, WsMessage message)
/// {
///     if (message.Kind == WsMessageKind.Text) Console.WriteLine(message.GetText());
/// }
/// </code>
/// </example>
public readonly struct WsMessage
{
    /// <summary>Makes a message.</summary>
    /// <param name="kind">Whether the payload is text or binary.</param>
    /// <param name="payload">The message's bytes.</param>
    /// <exception cref="ArgumentException">The kind is text, and the payload is not valid UTF-8 (RFC 6455 §5.6).</exception>
    public WsMessage(WsMessageKind kind, ReadOnlyMemory<byte> payload)
    {
        if (kind == WsMessageKind.Text && !Utf8.IsValid(payload.Span))
            throw new ArgumentException("The payload of a text message must be valid UTF-8.", nameof(payload));
        Kind = kind;
        Payload = payload;
    }

    private WsMessage(ReadOnlyMemory<byte> validated, WsMessageKind kind)
    {
        Kind = kind;
        Payload = validated;
    }

    /// <summary>Whether <see cref="Payload"/> is text or binary.</summary>
    public WsMessageKind Kind { get; }

    /// <summary>The message's bytes; valid UTF-8 if <see cref="Kind"/> is text.</summary>
    public ReadOnlyMemory<byte> Payload { get; }

    /// <summary>Makes a message of a payload that has been validated already.</summary>
    /// <param name="kind">Whether the payload is text or binary.</param>
    /// <param name="payload">The message's bytes, valid UTF-8 if the kind is text.</param>
    /// <returns>The message.</returns>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public static WsMessage Validated(WsMessageKind kind, ReadOnlyMemory<byte> payload) => new(payload, kind);

    /// <summary>The payload decoded from UTF-8, as a new string.</summary>
    /// <returns>The text. Of a binary payload that is not UTF-8, what is invalid is decoded to U+FFFD.</returns>
    public string GetText() => Encoding.UTF8.GetString(Payload.Span);
}
