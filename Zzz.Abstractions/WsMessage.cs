using System.ComponentModel;
using System.Text;
using System.Text.Unicode;

namespace Zzz;

/// <summary>One whole message: either received, reassembled from its fragments and decompressed, or created to be sent.</summary>
/// <remarks>
/// The payload of a received message is in a buffer that Zzz reuses, so it is valid only until the handler's task completes. To keep the
/// payload longer, copy it with <see cref="GetText"/> or <c>Payload.ToArray()</c>.
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
    /// <summary>Creates a message. The payload is not copied.</summary>
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

    /// <summary>Creates a message from a payload that has already been validated.</summary>
    /// <param name="kind">Whether the payload is text or binary.</param>
    /// <param name="payload">The message's bytes, valid UTF-8 if the kind is text.</param>
    /// <returns>The message.</returns>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public static WsMessage Validated(WsMessageKind kind, ReadOnlyMemory<byte> payload) => new(payload, kind);

    /// <summary>Decodes the payload as UTF-8 into a new string.</summary>
    /// <returns>The text. Invalid bytes, which only a binary payload can have, are decoded as U+FFFD.</returns>
    public string GetText() => Encoding.UTF8.GetString(Payload.Span);
}
