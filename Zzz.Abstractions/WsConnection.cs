using System.Net;
using System.Security.Claims;

namespace Zzz;

/// <summary>One WebSocket connection: sends, closes, and knows what the upgrade request carried.</summary>
/// <remarks>
/// <para>Every member may be called from any thread. Frames never interleave, and the messages of one thread arrive in its order.</para>
/// <para>
/// The plain send methods copy the message, never block, and say what became of it. What waits for a slow peer is bounded by
/// <see cref="WsOptions.MaxBufferedBytes"/>. The <c>…Async</c> methods wait for room before they copy.
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
    /// <summary>A text that names this connection and no other one of this process, for logs and look-up tables.</summary>
    public abstract string Id { get; }

    /// <summary>The subprotocol that the handshake chose, or <see langword="null"/>.</summary>
    public abstract string? Subprotocol { get; }

    /// <summary>
    /// The token that a browser sent in place of a header, as the subprotocol <c>base64url.bearer.phx.</c> and the token in Base64; or
    /// <see langword="null"/>. Nobody has judged it: do so in <c>OnUpgrade</c>, where the request's <c>GetWsAuthToken</c> gives it too.
    /// </summary>
    public abstract string? AuthToken { get; }

    /// <summary>The address of the peer, or of the proxy in front of it; <see langword="null"/> if the transport has none.</summary>
    public abstract EndPoint? RemoteEndPoint { get; }

    /// <summary>The user of the upgrade request; without authentication a principal that is not authenticated.</summary>
    public abstract ClaimsPrincipal User { get; }

    /// <summary>
    /// Fires as soon as the server reads that the transport is gone, also while a handler runs; but not while so much of the peer lies unread
    /// behind that handler that Kestrel reads no more (<c>SocketTransportOptions.MaxReadBufferSize</c>, 1 MiB).
    /// </summary>
    public abstract CancellationToken Closed { get; }

    /// <summary>How many bytes wait to be taken by the transport.</summary>
    public abstract long BufferedBytes { get; }

    /// <summary>
    /// The topics of the app, to which the <c>Publish</c> methods publish. It also publishes what they do not: UTF-8, spans and bytes, to all
    /// subscribers or, with <c>except: ws</c>, to all others.
    /// </summary>
    public abstract IPubSub PubSub { get; }

    /// <summary>A value of the route pattern: <c>Param("room")</c> for <c>/ws/chat/{room}</c>.</summary>
    /// <param name="name">The parameter's name, in any case.</param>
    /// <returns>The value, percent-decoded, or <see langword="null"/> if the pattern has no such parameter or it was left out.</returns>
    public abstract string? Param(string name);

    /// <summary>A value of the query string: <c>QueryParam("token")</c> for <c>?token=abc</c>.</summary>
    /// <param name="name">The parameter's name, in any case.</param>
    /// <returns>The value, percent-decoded, the first of several; <see langword="null"/> if there is none.</returns>
    public abstract string? QueryParam(string name);

    /// <summary>A value that middleware put into <c>HttpContext.Items</c> under a string key, or that <see cref="Assign"/> set.</summary>
    /// <typeparam name="T">The value's type.</typeparam>
    /// <param name="key">The key, case-sensitive.</param>
    /// <returns>The value, or the default of <typeparamref name="T"/> if there is none.</returns>
    /// <exception cref="InvalidCastException">The value is of another type.</exception>
    public abstract T? GetAssign<T>(string key);

    /// <summary>Keeps a value with the connection, for <see cref="GetAssign{T}"/>. An earlier value of the key is replaced.</summary>
    /// <param name="key">The key, case-sensitive.</param>
    /// <param name="value">The value; <see langword="null"/> removes the key.</param>
    public abstract void Assign(string key, object? value);

    /// <summary>Sends a text message. A lone surrogate is sent as U+FFFD.</summary>
    /// <param name="text">The text.</param>
    /// <param name="flags">How to send it; <see cref="WsSendFlags.NoCompression"/> sends it uncompressed.</param>
    /// <returns>What became of the message.</returns>
    public abstract WsSendResult Send(string text, WsSendFlags flags = WsSendFlags.None);

    /// <summary>Sends a text message. A lone surrogate is sent as U+FFFD.</summary>
    /// <param name="text">The text; it is copied.</param>
    /// <param name="flags">How to send it; <see cref="WsSendFlags.NoCompression"/> sends it uncompressed.</param>
    /// <returns>What became of the message.</returns>
    public abstract WsSendResult Send(ReadOnlySpan<char> text, WsSendFlags flags = WsSendFlags.None);

    /// <summary>Sends a message of the kind and with the payload of another one, such as one just received.</summary>
    /// <param name="message">The message; its payload is copied.</param>
    /// <param name="flags">How to send it; <see cref="WsSendFlags.NoCompression"/> sends it uncompressed.</param>
    /// <returns>What became of the message.</returns>
    public abstract WsSendResult Send(WsMessage message, WsSendFlags flags = WsSendFlags.None);

    /// <summary>Sends a text message that is UTF-8 already.</summary>
    /// <param name="utf8">The text; it is copied.</param>
    /// <param name="flags">How to send it; <see cref="WsSendFlags.NoCompression"/> sends it uncompressed.</param>
    /// <returns>What became of the message.</returns>
    /// <exception cref="ArgumentException">The bytes are not valid UTF-8.</exception>
    public abstract WsSendResult SendUtf8(ReadOnlySpan<byte> utf8, WsSendFlags flags = WsSendFlags.None);

    /// <summary>Sends a binary message.</summary>
    /// <param name="payload">The bytes; they are copied.</param>
    /// <param name="flags">How to send it; <see cref="WsSendFlags.NoCompression"/> sends it uncompressed.</param>
    /// <returns>What became of the message.</returns>
    public abstract WsSendResult SendBinary(ReadOnlySpan<byte> payload, WsSendFlags flags = WsSendFlags.None);

    /// <summary>Sends a value as JSON, in a text message.</summary>
    /// <typeparam name="T">A type that a <c>JsonSerializerContext</c> of the assembly names with <c>[JsonSerializable]</c>.</typeparam>
    /// <param name="value">The value.</param>
    /// <param name="flags">How to send it; <see cref="WsSendFlags.NoCompression"/> sends it uncompressed.</param>
    /// <returns>What became of the message.</returns>
    /// <exception cref="InvalidOperationException">No context names <typeparamref name="T"/>.</exception>
    public abstract WsSendResult SendJson<T>(T value, WsSendFlags flags = WsSendFlags.None);

    /// <summary>Waits for room, then sends a text message.</summary>
    /// <param name="text">The text.</param>
    /// <param name="flags">How to send it; <see cref="WsSendFlags.NoCompression"/> sends it uncompressed.</param>
    /// <param name="cancellationToken">Ends the wait; the message is then not sent.</param>
    /// <returns><see cref="WsSendResult.Sent"/> or <see cref="WsSendResult.Closed"/>.</returns>
    /// <exception cref="OperationCanceledException">The token fired before there was room.</exception>
    public abstract ValueTask<WsSendResult> SendAsync(
        string text, WsSendFlags flags = WsSendFlags.None, CancellationToken cancellationToken = default);

    /// <summary>Waits for room, then sends a message of the kind and with the payload of another one.</summary>
    /// <param name="message">The message; its payload must stay as it is until the task completes.</param>
    /// <param name="flags">How to send it; <see cref="WsSendFlags.NoCompression"/> sends it uncompressed.</param>
    /// <param name="cancellationToken">Ends the wait; the message is then not sent.</param>
    /// <returns><see cref="WsSendResult.Sent"/> or <see cref="WsSendResult.Closed"/>.</returns>
    /// <exception cref="OperationCanceledException">The token fired before there was room.</exception>
    public abstract ValueTask<WsSendResult> SendAsync(
        WsMessage message, WsSendFlags flags = WsSendFlags.None, CancellationToken cancellationToken = default);

    /// <summary>Waits for room, then sends a text message that is UTF-8 already.</summary>
    /// <param name="utf8">The text; it must stay as it is until the task completes.</param>
    /// <param name="flags">How to send it; <see cref="WsSendFlags.NoCompression"/> sends it uncompressed.</param>
    /// <param name="cancellationToken">Ends the wait; the message is then not sent.</param>
    /// <returns><see cref="WsSendResult.Sent"/> or <see cref="WsSendResult.Closed"/>.</returns>
    /// <exception cref="ArgumentException">The bytes are not valid UTF-8.</exception>
    /// <exception cref="OperationCanceledException">The token fired before there was room.</exception>
    public abstract ValueTask<WsSendResult> SendUtf8Async(
        ReadOnlyMemory<byte> utf8, WsSendFlags flags = WsSendFlags.None, CancellationToken cancellationToken = default);

    /// <summary>Waits for room, then sends a binary message.</summary>
    /// <param name="payload">The bytes; they must stay as they are until the task completes.</param>
    /// <param name="flags">How to send it; <see cref="WsSendFlags.NoCompression"/> sends it uncompressed.</param>
    /// <param name="cancellationToken">Ends the wait; the message is then not sent.</param>
    /// <returns><see cref="WsSendResult.Sent"/> or <see cref="WsSendResult.Closed"/>.</returns>
    /// <exception cref="OperationCanceledException">The token fired before there was room.</exception>
    public abstract ValueTask<WsSendResult> SendBinaryAsync(
        ReadOnlyMemory<byte> payload, WsSendFlags flags = WsSendFlags.None, CancellationToken cancellationToken = default);

    /// <summary>Waits for room, then sends a value as JSON, in a text message. The value is read before the wait.</summary>
    /// <typeparam name="T">A type that a <c>JsonSerializerContext</c> of the assembly names with <c>[JsonSerializable]</c>.</typeparam>
    /// <param name="value">The value.</param>
    /// <param name="flags">How to send it; <see cref="WsSendFlags.NoCompression"/> sends it uncompressed.</param>
    /// <param name="cancellationToken">Ends the wait; the message is then not sent.</param>
    /// <returns><see cref="WsSendResult.Sent"/> or <see cref="WsSendResult.Closed"/>.</returns>
    /// <exception cref="InvalidOperationException">No context names <typeparamref name="T"/>.</exception>
    /// <exception cref="OperationCanceledException">The token fired before there was room.</exception>
    public abstract ValueTask<WsSendResult> SendJsonAsync<T>(
        T value, WsSendFlags flags = WsSendFlags.None, CancellationToken cancellationToken = default);

    /// <summary>
    /// Subscribes this connection to a topic: from now on it gets what is published there, by any connection, or by <see cref="IPubSub"/>.
    /// Its subscriptions end with it, before <c>OnClose</c> is called. More than <see cref="WsOptions.MaxSubscriptions"/> close it with 1008.
    /// </summary>
    /// <param name="topic">The topic: any text, compared byte by byte.</param>
    /// <returns>
    /// <see langword="false"/> if nothing changed: it is subscribed already, is over its limit, or has ended.
    /// </returns>
    /// <example><code>public void OnOpen(WsConnection ws, string room) => ws.Subscribe($"room:{room}");</code></example>
    public abstract bool Subscribe(string topic);

    /// <summary>Ends a subscription. A message that another thread is publishing just now may still arrive.</summary>
    /// <param name="topic">The topic.</param>
    /// <returns><see langword="false"/> if it was not subscribed.</returns>
    public abstract bool Unsubscribe(string topic);

    /// <summary>Publishes a text message to all connections that are subscribed to a topic, this one too if it is. A lone surrogate is sent as U+FFFD.</summary>
    /// <param name="topic">The topic.</param>
    /// <param name="text">The text.</param>
    /// <param name="flags">How to send it; <see cref="WsSendFlags.NoCompression"/> sends it uncompressed.</param>
    public void Publish(string topic, string text, WsSendFlags flags = WsSendFlags.None) => PubSub.Publish(topic, text, flags);

    /// <summary>Publishes a message of the kind and with the payload of another one to all connections that are subscribed to a topic, this one too if it is.</summary>
    /// <param name="topic">The topic.</param>
    /// <param name="message">The message; its payload is copied.</param>
    /// <param name="flags">How to send it; <see cref="WsSendFlags.NoCompression"/> sends it uncompressed.</param>
    public void Publish(string topic, WsMessage message, WsSendFlags flags = WsSendFlags.None) => PubSub.Publish(topic, message, flags);

    /// <summary>Publishes a value as JSON to all connections that are subscribed to a topic, this one too if it is.</summary>
    /// <typeparam name="T">A type that a <c>JsonSerializerContext</c> of the assembly names with <c>[JsonSerializable]</c>.</typeparam>
    /// <param name="topic">The topic.</param>
    /// <param name="value">The value.</param>
    /// <param name="flags">How to send it; <see cref="WsSendFlags.NoCompression"/> sends it uncompressed.</param>
    /// <exception cref="InvalidOperationException">No context names <typeparamref name="T"/>.</exception>
    public void PublishJson<T>(string topic, T value, WsSendFlags flags = WsSendFlags.None) => PubSub.PublishJson(topic, value, flags);

    /// <summary>Publishes a text message to all connections that are subscribed to a topic but this one. A lone surrogate is sent as U+FFFD.</summary>
    /// <param name="topic">The topic.</param>
    /// <param name="text">The text.</param>
    /// <param name="flags">How to send it; <see cref="WsSendFlags.NoCompression"/> sends it uncompressed.</param>
    public void PublishToOthers(string topic, string text, WsSendFlags flags = WsSendFlags.None) => PubSub.Publish(topic, text, flags, except: this);

    /// <summary>Publishes a message of the kind and with the payload of another one to all connections that are subscribed to a topic but this one.</summary>
    /// <param name="topic">The topic.</param>
    /// <param name="message">The message; its payload is copied.</param>
    /// <param name="flags">How to send it; <see cref="WsSendFlags.NoCompression"/> sends it uncompressed.</param>
    public void PublishToOthers(string topic, WsMessage message, WsSendFlags flags = WsSendFlags.None) =>
        PubSub.Publish(topic, message, flags, except: this);

    /// <summary>Publishes a value as JSON to all connections that are subscribed to a topic but this one.</summary>
    /// <typeparam name="T">A type that a <c>JsonSerializerContext</c> of the assembly names with <c>[JsonSerializable]</c>.</typeparam>
    /// <param name="topic">The topic.</param>
    /// <param name="value">The value.</param>
    /// <param name="flags">How to send it; <see cref="WsSendFlags.NoCompression"/> sends it uncompressed.</param>
    /// <exception cref="InvalidOperationException">No context names <typeparamref name="T"/>.</exception>
    public void PublishJsonToOthers<T>(string topic, T value, WsSendFlags flags = WsSendFlags.None) =>
        PubSub.PublishJson(topic, value, flags, except: this);

    /// <summary>
    /// Starts the closing handshake (RFC 6455 §7.1.2). What was sent before goes out first; messages that arrive from now on are ignored.
    /// The peer has <see cref="WsOptions.CloseTimeout"/> to answer. Does nothing if the connection is closing already.
    /// </summary>
    /// <param name="code">1000–1003, 1007–1009, 1011–1014 or 3000–4999.</param>
    /// <param name="reason">A text for the peer, cut at a character boundary to 123 bytes of UTF-8.</param>
    /// <exception cref="ArgumentOutOfRangeException">A server may not send <paramref name="code"/>.</exception>
    public abstract void Close(WsCloseCode code = WsCloseCode.NormalClosure, string reason = "");

    /// <summary>Drops the connection at once, without a close frame; what waits to be sent is lost. <c>OnClose</c> gets 1006.</summary>
    public abstract void Abort();
}
