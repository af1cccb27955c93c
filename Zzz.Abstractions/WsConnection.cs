using System.Net;
using System.Security.Claims;

namespace Zzz;

/// <summary>One WebSocket connection. Sends messages, closes the connection, and holds the values of the upgrade request.</summary>
/// <remarks>
/// <para>All members are thread-safe. Frames never interleave, and messages that one thread sends arrive in order.</para>
/// <para>
/// The synchronous send methods copy the message, never block, and return whether it was accepted. At most
/// <see cref="WsOptions.MaxBufferedBytes"/> bytes wait for a slow peer. The <c>…Async</c> methods wait until there is room for the message.
/// </para>
/// </remarks>
/// <example>
/// <code>
/// [WsRoute("/ws/chat/{room}")]
/// public sealed class ChatController
/// {
///     public void OnOpen(WsConnection ws) => ws.Send($"welcome to {ws.Param("room")}");
/// }
/// </code>
/// </example>
public abstract class WsConnection
{
    /// <summary>A string that identifies this connection within the process, for logs and lookups.</summary>
    public abstract string Id { get; }

    /// <summary>The subprotocol that the handshake chose (RFC 6455 §1.9), or <see langword="null"/> if there is none.</summary>
    public abstract string? Subprotocol { get; }

    /// <summary>
    /// The token that the client sent, or <see langword="null"/> if it sent none. A browser cannot set an <c>Authorization</c> header, so its
    /// client sends the token in place of a subprotocol: <c>base64url.bearer.phx.</c> followed by the token in Base64. Zzz does not validate
    /// the token: do so in <c>OnUpgrade</c>, where <c>GetWsAuthToken</c> of the request returns it.
    /// </summary>
    public abstract string? AuthToken { get; }

    /// <summary>The address of the peer, or of a proxy in front of it; <see langword="null"/> if the transport has no addresses.</summary>
    public abstract EndPoint? RemoteEndPoint { get; }

    /// <summary>The user that the upgrade request was authenticated as, or an unauthenticated principal.</summary>
    public abstract ClaimsPrincipal User { get; }

    /// <summary>
    /// A token that is cancelled when the connection is over: as soon as the server notices that the transport is gone, even while a handler
    /// runs, and at the latest before <c>OnClose</c>.
    /// </summary>
    /// <remarks>
    /// <para>
    /// While a handler runs, nothing is read, so the server does not see the peer's answer to the server's close frame. If a handler is still
    /// running when <see cref="WsOptions.CloseTimeout"/> has passed since the server began to close, for whatever reason, this token is therefore
    /// cancelled. Until then, the handler can finish its work. Pass the token to whatever a handler awaits.
    /// </para>
    /// <para>
    /// If the peer sends more than Kestrel buffers (<c>SocketTransportOptions.MaxReadBufferSize</c>, 1 MiB) while a handler runs, the server
    /// notices the loss of the transport late: when a write fails, or after the handler has completed.
    /// </para>
    /// </remarks>
    public abstract CancellationToken Closed { get; }

    /// <summary>How many bytes are waiting to be sent.</summary>
    public abstract long BufferedBytes { get; }

    /// <summary>
    /// The publisher behind the <c>Publish</c> methods. It also publishes UTF-8, spans and bytes, for which the connection itself has no
    /// methods. Pass <c>except: ws</c> to leave this connection out.
    /// </summary>
    public abstract IPubSub PubSub { get; }

    /// <summary>Returns a value of the route pattern: <c>Param("room")</c> for <c>/ws/chat/{room}</c>.</summary>
    /// <param name="name">The parameter's name, case-insensitive.</param>
    /// <returns>The percent-decoded value, or <see langword="null"/> if the pattern has no such parameter or the request omitted it.</returns>
    public abstract string? Param(string name);

    /// <summary>Returns a value of the query string: <c>QueryParam("token")</c> for <c>?token=abc</c>.</summary>
    /// <param name="name">The parameter's name, case-insensitive.</param>
    /// <returns>The percent-decoded value, the first one if there are several, or <see langword="null"/> if there is none.</returns>
    public abstract string? QueryParam(string name);

    /// <summary>
    /// Returns a value that <see cref="Assign"/> stored, or that middleware stored in <c>HttpContext.Items</c> under a string key.
    /// </summary>
    /// <typeparam name="T">The value's type.</typeparam>
    /// <param name="key">The key, case-sensitive.</param>
    /// <returns>The value, or the default of <typeparamref name="T"/> if there is none.</returns>
    /// <exception cref="InvalidCastException">The value is of another type.</exception>
    public abstract T? GetAssign<T>(string key);

    /// <summary>Stores a value on the connection for <see cref="GetAssign{T}"/>. An earlier value for the same key is replaced.</summary>
    /// <param name="key">The key, case-sensitive.</param>
    /// <param name="value">The value; <see langword="null"/> removes the key.</param>
    public abstract void Assign(string key, object? value);

    /// <summary>Sends a text message. A lone surrogate is sent as U+FFFD.</summary>
    /// <param name="text">The text.</param>
    /// <param name="flags">How to send the message; <see cref="WsSendFlags.NoCompression"/> sends it uncompressed.</param>
    /// <returns>Whether the message was sent.</returns>
    public abstract WsSendResult Send(string text, WsSendFlags flags = WsSendFlags.None);

    /// <summary>Sends a text message. A lone surrogate is sent as U+FFFD.</summary>
    /// <param name="text">The text; it is copied.</param>
    /// <param name="flags">How to send the message; <see cref="WsSendFlags.NoCompression"/> sends it uncompressed.</param>
    /// <returns>Whether the message was sent.</returns>
    public abstract WsSendResult Send(ReadOnlySpan<char> text, WsSendFlags flags = WsSendFlags.None);

    /// <summary>Sends a message, such as one that was just received.</summary>
    /// <param name="message">The message; its payload is copied.</param>
    /// <param name="flags">How to send the message; <see cref="WsSendFlags.NoCompression"/> sends it uncompressed.</param>
    /// <returns>Whether the message was sent.</returns>
    public abstract WsSendResult Send(WsMessage message, WsSendFlags flags = WsSendFlags.None);

    /// <summary>Sends a text message that is already UTF-8.</summary>
    /// <param name="utf8">The text; it is copied.</param>
    /// <param name="flags">How to send the message; <see cref="WsSendFlags.NoCompression"/> sends it uncompressed.</param>
    /// <returns>Whether the message was sent.</returns>
    /// <exception cref="ArgumentException">The bytes are not valid UTF-8.</exception>
    public abstract WsSendResult SendUtf8(ReadOnlySpan<byte> utf8, WsSendFlags flags = WsSendFlags.None);

    /// <summary>Sends a binary message.</summary>
    /// <param name="payload">The bytes; they are copied.</param>
    /// <param name="flags">How to send the message; <see cref="WsSendFlags.NoCompression"/> sends it uncompressed.</param>
    /// <returns>Whether the message was sent.</returns>
    public abstract WsSendResult SendBinary(ReadOnlySpan<byte> payload, WsSendFlags flags = WsSendFlags.None);

    /// <summary>Sends a value as JSON, in a text message.</summary>
    /// <typeparam name="T">A type listed with <c>[JsonSerializable]</c> on a <c>JsonSerializerContext</c> in the assembly.</typeparam>
    /// <param name="value">The value.</param>
    /// <param name="flags">How to send the message; <see cref="WsSendFlags.NoCompression"/> sends it uncompressed.</param>
    /// <returns>Whether the message was sent.</returns>
    /// <exception cref="InvalidOperationException">No <c>JsonSerializerContext</c> lists <typeparamref name="T"/>.</exception>
    public abstract WsSendResult SendJson<T>(T value, WsSendFlags flags = WsSendFlags.None);

    /// <summary>Waits for room, then sends a text message.</summary>
    /// <param name="text">The text.</param>
    /// <param name="flags">How to send the message; <see cref="WsSendFlags.NoCompression"/> sends it uncompressed.</param>
    /// <param name="cancellationToken">Cancels the wait; the message is then not sent.</param>
    /// <returns><see cref="WsSendResult.Sent"/> or <see cref="WsSendResult.Closed"/>.</returns>
    /// <exception cref="OperationCanceledException">The token was cancelled before there was room.</exception>
    public abstract ValueTask<WsSendResult> SendAsync(
        string text, WsSendFlags flags = WsSendFlags.None, CancellationToken cancellationToken = default);

    /// <summary>Waits for room, then sends a message, such as one that was just received.</summary>
    /// <param name="message">The message; its payload must not change before the task completes.</param>
    /// <param name="flags">How to send the message; <see cref="WsSendFlags.NoCompression"/> sends it uncompressed.</param>
    /// <param name="cancellationToken">Cancels the wait; the message is then not sent.</param>
    /// <returns><see cref="WsSendResult.Sent"/> or <see cref="WsSendResult.Closed"/>.</returns>
    /// <exception cref="OperationCanceledException">The token was cancelled before there was room.</exception>
    public abstract ValueTask<WsSendResult> SendAsync(
        WsMessage message, WsSendFlags flags = WsSendFlags.None, CancellationToken cancellationToken = default);

    /// <summary>Waits for room, then sends a text message that is already UTF-8.</summary>
    /// <param name="utf8">The text; it must not change before the task completes.</param>
    /// <param name="flags">How to send the message; <see cref="WsSendFlags.NoCompression"/> sends it uncompressed.</param>
    /// <param name="cancellationToken">Cancels the wait; the message is then not sent.</param>
    /// <returns><see cref="WsSendResult.Sent"/> or <see cref="WsSendResult.Closed"/>.</returns>
    /// <exception cref="ArgumentException">The bytes are not valid UTF-8.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled before there was room.</exception>
    public abstract ValueTask<WsSendResult> SendUtf8Async(
        ReadOnlyMemory<byte> utf8, WsSendFlags flags = WsSendFlags.None, CancellationToken cancellationToken = default);

    /// <summary>Waits for room, then sends a binary message.</summary>
    /// <param name="payload">The bytes; they must not change before the task completes.</param>
    /// <param name="flags">How to send the message; <see cref="WsSendFlags.NoCompression"/> sends it uncompressed.</param>
    /// <param name="cancellationToken">Cancels the wait; the message is then not sent.</param>
    /// <returns><see cref="WsSendResult.Sent"/> or <see cref="WsSendResult.Closed"/>.</returns>
    /// <exception cref="OperationCanceledException">The token was cancelled before there was room.</exception>
    public abstract ValueTask<WsSendResult> SendBinaryAsync(
        ReadOnlyMemory<byte> payload, WsSendFlags flags = WsSendFlags.None, CancellationToken cancellationToken = default);

    /// <summary>Waits for room, then sends a value as JSON, in a text message. The value is serialized before the wait.</summary>
    /// <typeparam name="T">A type listed with <c>[JsonSerializable]</c> on a <c>JsonSerializerContext</c> in the assembly.</typeparam>
    /// <param name="value">The value.</param>
    /// <param name="flags">How to send the message; <see cref="WsSendFlags.NoCompression"/> sends it uncompressed.</param>
    /// <param name="cancellationToken">Cancels the wait; the message is then not sent.</param>
    /// <returns><see cref="WsSendResult.Sent"/> or <see cref="WsSendResult.Closed"/>.</returns>
    /// <exception cref="InvalidOperationException">No <c>JsonSerializerContext</c> lists <typeparamref name="T"/>.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled before there was room.</exception>
    public abstract ValueTask<WsSendResult> SendJsonAsync<T>(
        T value, WsSendFlags flags = WsSendFlags.None, CancellationToken cancellationToken = default);

    /// <summary>
    /// Subscribes this connection to a topic. From then on, the connection receives every message that a connection or <see cref="IPubSub"/>
    /// publishes to that topic. All subscriptions end when the connection ends, before <c>OnClose</c> is called. A connection that exceeds
    /// <see cref="WsOptions.MaxSubscriptions"/> is closed with 1008.
    /// </summary>
    /// <param name="topic">The topic: any string, compared ordinally.</param>
    /// <returns>
    /// <see langword="false"/> if nothing changed, because the connection is already subscribed, has reached its limit, or has ended.
    /// </returns>
    /// <example><code>public void OnOpen(WsConnection ws, string room) => ws.Subscribe($"room:{room}");</code></example>
    public abstract bool Subscribe(string topic);

    /// <summary>Unsubscribes this connection from a topic. A message that another thread is publishing at that moment may still arrive.</summary>
    /// <param name="topic">The topic.</param>
    /// <returns><see langword="false"/> if the connection was not subscribed.</returns>
    public abstract bool Unsubscribe(string topic);

    /// <summary>
    /// Publishes a text message to all subscribers of a topic, including this connection if it is subscribed. A lone surrogate is sent as
    /// U+FFFD.
    /// </summary>
    /// <param name="topic">The topic.</param>
    /// <param name="text">The text.</param>
    /// <param name="flags">How to send the message; <see cref="WsSendFlags.NoCompression"/> sends it uncompressed.</param>
    public void Publish(string topic, string text, WsSendFlags flags = WsSendFlags.None) => PubSub.Publish(topic, text, flags);

    /// <summary>Publishes a message to all subscribers of a topic, including this connection if it is subscribed.</summary>
    /// <param name="topic">The topic.</param>
    /// <param name="message">The message; its payload is copied.</param>
    /// <param name="flags">How to send the message; <see cref="WsSendFlags.NoCompression"/> sends it uncompressed.</param>
    public void Publish(string topic, WsMessage message, WsSendFlags flags = WsSendFlags.None) => PubSub.Publish(topic, message, flags);

    /// <summary>Publishes a value as JSON to all subscribers of a topic, including this connection if it is subscribed.</summary>
    /// <typeparam name="T">A type listed with <c>[JsonSerializable]</c> on a <c>JsonSerializerContext</c> in the assembly.</typeparam>
    /// <param name="topic">The topic.</param>
    /// <param name="value">The value.</param>
    /// <param name="flags">How to send the message; <see cref="WsSendFlags.NoCompression"/> sends it uncompressed.</param>
    /// <exception cref="InvalidOperationException">No <c>JsonSerializerContext</c> lists <typeparamref name="T"/>.</exception>
    public void PublishJson<T>(string topic, T value, WsSendFlags flags = WsSendFlags.None) => PubSub.PublishJson(topic, value, flags);

    /// <summary>Publishes a text message to all other subscribers of a topic. A lone surrogate is sent as U+FFFD.</summary>
    /// <param name="topic">The topic.</param>
    /// <param name="text">The text.</param>
    /// <param name="flags">How to send the message; <see cref="WsSendFlags.NoCompression"/> sends it uncompressed.</param>
    public void PublishToOthers(string topic, string text, WsSendFlags flags = WsSendFlags.None) => PubSub.Publish(topic, text, flags, except: this);

    /// <summary>Publishes a message to all other subscribers of a topic.</summary>
    /// <param name="topic">The topic.</param>
    /// <param name="message">The message; its payload is copied.</param>
    /// <param name="flags">How to send the message; <see cref="WsSendFlags.NoCompression"/> sends it uncompressed.</param>
    public void PublishToOthers(string topic, WsMessage message, WsSendFlags flags = WsSendFlags.None) =>
        PubSub.Publish(topic, message, flags, except: this);

    /// <summary>Publishes a value as JSON to all other subscribers of a topic.</summary>
    /// <typeparam name="T">A type listed with <c>[JsonSerializable]</c> on a <c>JsonSerializerContext</c> in the assembly.</typeparam>
    /// <param name="topic">The topic.</param>
    /// <param name="value">The value.</param>
    /// <param name="flags">How to send the message; <see cref="WsSendFlags.NoCompression"/> sends it uncompressed.</param>
    /// <exception cref="InvalidOperationException">No <c>JsonSerializerContext</c> lists <typeparamref name="T"/>.</exception>
    public void PublishJsonToOthers<T>(string topic, T value, WsSendFlags flags = WsSendFlags.None) =>
        PubSub.PublishJson(topic, value, flags, except: this);

    /// <summary>
    /// Starts the closing handshake (RFC 6455 §7.1.2). Messages that were sent earlier go out first; messages that arrive afterwards are
    /// ignored. The peer has <see cref="WsOptions.CloseTimeout"/> to answer. Does nothing if the connection is already closing.
    /// </summary>
    /// <param name="code">The close code: 1000–1003, 1007–1009, 1011–1014 or 3000–4999.</param>
    /// <param name="reason">A text for the peer. It is truncated to 123 bytes of UTF-8, at a character boundary.</param>
    /// <exception cref="ArgumentOutOfRangeException">A server may not send <paramref name="code"/>.</exception>
    public abstract void Close(WsCloseCode code = WsCloseCode.NormalClosure, string reason = "");

    /// <summary>Drops the connection at once, without a close frame. Unsent messages are lost, and <c>OnClose</c> gets 1006.</summary>
    public abstract void Abort();
}
