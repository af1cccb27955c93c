namespace Zzz;

/// <summary>Publishes messages to the connections that are subscribed to a topic, from anywhere in the app.</summary>
/// <remarks>
/// <para>
/// <c>AddZzz</c> registers this interface as a service. A connection subscribes with <see cref="WsConnection.Subscribe"/>. A topic is any
/// string, compared ordinally. Topics need not be created: a topic exists while it has subscribers, and publishing to a topic without
/// subscribers does nothing.
/// </para>
/// <para>
/// Publishing copies the message, never blocks, and never fails because of a subscriber. Each subscriber receives the messages that one
/// thread publishes in the order of publishing. A subscriber that reads too slowly is handled as <see cref="WsOptions.SlowConsumer"/> of its
/// route says, and does not delay the others. A connection receives every message whose publishing began after <c>Subscribe</c> returned,
/// and none whose publishing began after <c>Unsubscribe</c> returned. With an <see cref="IBackplane"/>, subscribers on all nodes receive the
/// message.
/// </para>
/// </remarks>
/// <example>
/// <code>
/// public sealed class Ticker(IPubSub pubSub) : BackgroundService
/// {
///     protected override async Task ExecuteAsync(CancellationToken stoppingToken)
///     {
///         using var timer = new PeriodicTimer(TimeSpan.FromSeconds(1));
///         while (await timer.WaitForNextTickAsync(stoppingToken)) pubSub.Publish("time", DateTime.UtcNow.ToString("T"));
///     }
/// }
/// </code>
/// </example>
public interface IPubSub
{
    /// <summary>Publishes a text message. A lone surrogate is sent as U+FFFD.</summary>
    /// <param name="topic">The topic.</param>
    /// <param name="text">The text.</param>
    /// <param name="flags">How to send the message; <see cref="WsSendFlags.NoCompression"/> sends it uncompressed.</param>
    /// <param name="except">A connection that does not receive the message.</param>
    void Publish(string topic, string text, WsSendFlags flags = WsSendFlags.None, WsConnection? except = null);

    /// <summary>Publishes a text message. A lone surrogate is sent as U+FFFD.</summary>
    /// <param name="topic">The topic.</param>
    /// <param name="text">The text; it is copied.</param>
    /// <param name="flags">How to send the message; <see cref="WsSendFlags.NoCompression"/> sends it uncompressed.</param>
    /// <param name="except">A connection that does not receive the message.</param>
    void Publish(string topic, ReadOnlySpan<char> text, WsSendFlags flags = WsSendFlags.None, WsConnection? except = null);

    /// <summary>Publishes a message, such as one that was just received.</summary>
    /// <param name="topic">The topic.</param>
    /// <param name="message">The message; its payload is copied.</param>
    /// <param name="flags">How to send the message; <see cref="WsSendFlags.NoCompression"/> sends it uncompressed.</param>
    /// <param name="except">A connection that does not receive the message.</param>
    void Publish(string topic, WsMessage message, WsSendFlags flags = WsSendFlags.None, WsConnection? except = null);

    /// <summary>Publishes a text message that is already UTF-8.</summary>
    /// <param name="topic">The topic.</param>
    /// <param name="utf8">The text; it is copied.</param>
    /// <param name="flags">How to send the message; <see cref="WsSendFlags.NoCompression"/> sends it uncompressed.</param>
    /// <param name="except">A connection that does not receive the message.</param>
    /// <exception cref="ArgumentException">The bytes are not valid UTF-8.</exception>
    void PublishUtf8(string topic, ReadOnlySpan<byte> utf8, WsSendFlags flags = WsSendFlags.None, WsConnection? except = null);

    /// <summary>Publishes a binary message.</summary>
    /// <param name="topic">The topic.</param>
    /// <param name="payload">The bytes; they are copied.</param>
    /// <param name="flags">How to send the message; <see cref="WsSendFlags.NoCompression"/> sends it uncompressed.</param>
    /// <param name="except">A connection that does not receive the message.</param>
    void PublishBinary(string topic, ReadOnlySpan<byte> payload, WsSendFlags flags = WsSendFlags.None, WsConnection? except = null);

    /// <summary>Publishes a value as JSON, in a text message.</summary>
    /// <typeparam name="T">
    /// A type listed with <c>[JsonSerializable]</c> on a <c>JsonSerializerContext</c> in an assembly whose controllers are mapped.
    /// </typeparam>
    /// <param name="topic">The topic.</param>
    /// <param name="value">The value.</param>
    /// <param name="flags">How to send the message; <see cref="WsSendFlags.NoCompression"/> sends it uncompressed.</param>
    /// <param name="except">A connection that does not receive the message.</param>
    /// <exception cref="InvalidOperationException">No <c>JsonSerializerContext</c> lists <typeparamref name="T"/>.</exception>
    void PublishJson<T>(string topic, T value, WsSendFlags flags = WsSendFlags.None, WsConnection? except = null);

    /// <summary>
    /// Closes all connections that are subscribed to a topic, on all nodes, as <see cref="WsConnection.Close"/> does: messages that were
    /// published or sent earlier go out first. For example, to sign a user out, close a topic that each of the user's connections subscribes to.
    /// </summary>
    /// <param name="topic">The topic.</param>
    /// <param name="code">The close code: 1000–1003, 1007–1009, 1011–1014 or 3000–4999.</param>
    /// <param name="reason">A text for the peers. It is truncated to 123 bytes of UTF-8, at a character boundary.</param>
    /// <exception cref="ArgumentOutOfRangeException">A server may not send <paramref name="code"/>.</exception>
    /// <example><code>pubSub.Close($"user:{user.Id}", WsCloseCode.PolicyViolation, "signed out");</code></example>
    void Close(string topic, WsCloseCode code = WsCloseCode.NormalClosure, string reason = "");

    /// <summary>Closes all connections that are subscribed to a topic, as <see cref="Close"/> does, and waits until all nodes have confirmed it.</summary>
    /// <param name="topic">The topic.</param>
    /// <param name="code">The close code: 1000–1003, 1007–1009, 1011–1014 or 3000–4999.</param>
    /// <param name="reason">A text for the peers. It is truncated to 123 bytes of UTF-8, at a character boundary.</param>
    /// <returns>The number of connections that were closed.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A server may not send <paramref name="code"/>.</exception>
    /// <exception cref="TimeoutException">A node has not confirmed within 5 seconds, or the connection to the others is lost: they may still have subscribers.</exception>
    ValueTask<int> CloseAsync(string topic, WsCloseCode code = WsCloseCode.NormalClosure, string reason = "");

    /// <summary>Returns how many connections on this node are subscribed to a topic.</summary>
    /// <param name="topic">The topic.</param>
    /// <returns>The number of connections at this moment.</returns>
    int SubscriberCount(string topic);

    /// <summary>Returns how many connections are subscribed to a topic, on all nodes. The other nodes are asked.</summary>
    /// <param name="topic">The topic.</param>
    /// <returns>The number of connections.</returns>
    /// <exception cref="TimeoutException">A node has not answered within 5 seconds, or the connection to the others is lost.</exception>
    ValueTask<int> CountAsync(string topic);
}
