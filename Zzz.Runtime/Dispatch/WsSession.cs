using System.ComponentModel;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Zzz.Dispatch;
using Zzz.Json;

namespace Zzz.CompilerServices;

/// <summary>
/// The methods that the engine calls for one connection. For each controller, the generator derives a sealed session that calls the controller's
/// handlers directly.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class WsSession
{
    /// <summary>Called once, before any message.</summary>
    /// <param name="ws">The connection.</param>
    /// <returns>The handler's task. No message is read before it completes.</returns>
    public virtual ValueTask OnOpen(WsConnection ws) => default;

    /// <summary>Called for each message, one at a time. Without an override, messages are read and ignored.</summary>
    /// <param name="ws">The connection.</param>
    /// <param name="message">The message, valid until the task completes.</param>
    /// <returns>The handler's task. The next message waits for it.</returns>
    public virtual ValueTask OnMessage(WsConnection ws, WsMessage message) => default;

    /// <summary>Called for each ping, after it has been answered (RFC 6455 §5.5.2).</summary>
    /// <param name="ws">The connection.</param>
    /// <param name="payload">The frame's payload, valid until the method returns.</param>
    /// <returns>The handler's task. The next message waits for it.</returns>
    public virtual ValueTask OnPing(WsConnection ws, ReadOnlySpan<byte> payload) => default;

    /// <summary>Called for each pong (RFC 6455 §5.5.3).</summary>
    /// <param name="ws">The connection.</param>
    /// <param name="payload">The frame's payload, valid until the method returns.</param>
    /// <returns>The handler's task. The next message waits for it.</returns>
    public virtual ValueTask OnPong(WsConnection ws, ReadOnlySpan<byte> payload) => default;

    /// <summary>Called when any handler except <see cref="OnClose"/> has thrown an exception.</summary>
    /// <param name="ws">The connection.</param>
    /// <param name="exception">The exception.</param>
    /// <returns>Whether the connection stays open; otherwise it is closed.</returns>
    public virtual ValueTask<bool> OnError(WsConnection ws, Exception exception) => default;

    /// <summary>Called once, after the last message, if <see cref="OnOpen"/> was called.</summary>
    /// <param name="ws">The connection, on which nothing can be sent any more.</param>
    /// <param name="code">The code that says why the connection ended.</param>
    /// <param name="reason">The text that came with the code, or an empty string.</param>
    /// <returns>The handler's task. The controller is disposed after it has completed.</returns>
    public virtual ValueTask OnClose(WsConnection ws, WsCloseCode code, string reason) => default;

    /// <summary>Whether the handler for a kind of message takes services.</summary>
    /// <param name="kind">The kind of message.</param>
    /// <returns>Whether the handler takes services, so that <see cref="With"/> can replace them.</returns>
    public virtual bool TakesServices(WsMessageKind kind) => false;

    /// <summary>Returns a session of the same controller whose message handlers take their services from another scope.</summary>
    /// <param name="services">The services for one message.</param>
    /// <returns>The session, on which only <see cref="OnMessage"/> may be called.</returns>
    public virtual WsSession With(IServiceProvider services) => this;

    /// <summary>Disposes the controller, if it is disposable.</summary>
    /// <returns>A task that completes when the controller has been disposed.</returns>
    public virtual ValueTask DisposeAsync() => default;

    /// <summary>Closes the connection with 1003, because no handler takes messages of this kind.</summary>
    /// <param name="ws">The connection.</param>
    /// <param name="kind">The kind of message that was received.</param>
    /// <returns>A completed task.</returns>
    protected static ValueTask Unsupported(WsConnection ws, WsMessageKind kind)
    {
        ArgumentNullException.ThrowIfNull(ws);
        ((IKindRefusal)ws).Refuse(kind);
        return default;
    }

    /// <summary>Sends each item of a stream, one after another. The stream ends early if the connection ends, and is always disposed.</summary>
    /// <typeparam name="T">The items' type.</typeparam>
    /// <param name="ws">The connection.</param>
    /// <param name="items">The stream. If it is <see langword="null"/>, nothing is sent; an item that is <see langword="null"/> is skipped.</param>
    /// <param name="send">Sends an item, after waiting for room.</param>
    /// <returns>A task that completes when the stream has ended.</returns>
    protected static async ValueTask SendEach<T>(WsConnection ws, IAsyncEnumerable<T>? items, Func<WsConnection, T, ValueTask<WsSendResult>> send)
    {
        ArgumentNullException.ThrowIfNull(ws);
        await ItemStream.RunAsync(items, (ws, send), static (item, to) => item is null ? new(WsSendResult.Sent) : to.send(to.ws, item), ws.Closed);
    }

    /// <summary>Reads a message as a JSON value other than <c>null</c>.</summary>
    /// <typeparam name="T">The payload's type.</typeparam>
    /// <param name="message">The message.</param>
    /// <param name="type">The metadata for reading the type.</param>
    /// <returns>The value.</returns>
    /// <exception cref="JsonException">The message is not valid JSON of the type.</exception>
    protected static T ReadJson<T>(WsMessage message, JsonTypeInfo<T> type) =>
        ReadJsonOrNull(message, type) ?? throw new MalformedJsonException(typeof(T));

    /// <summary>Reads a message as JSON.</summary>
    /// <typeparam name="T">The payload's type.</typeparam>
    /// <param name="message">The message.</param>
    /// <param name="type">The metadata for reading the type.</param>
    /// <returns>The value; <see langword="null"/> if the message is <c>null</c>.</returns>
    /// <exception cref="JsonException">The message is not valid JSON of the type.</exception>
    protected static T? ReadJsonOrNull<T>(WsMessage message, JsonTypeInfo<T> type) => PeerJson.Read(message.Payload.Span, type);
}
