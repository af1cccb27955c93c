namespace Zzz;

/// <summary>
/// Sends events to channel clients, or disconnects clients, from anywhere in the app, such as an HTTP endpoint or a background service.
/// <c>AddZzz</c> registers this interface as a service.
/// </summary>
/// <example>
/// <code>
/// app.MapPost("/announce", (IChannels channels, Announcement text) => channels.Broadcast("room:lobby", "announcement", text));
/// </code>
/// </example>
public interface IChannels
{
    /// <summary>Sends an event to all clients on a topic, on all nodes.</summary>
    /// <typeparam name="T">A type listed with <c>[JsonSerializable]</c> on a <c>JsonSerializerContext</c> in the app.</typeparam>
    /// <param name="topic">The topic, such as <c>room:42</c>.</param>
    /// <param name="eventName">The event's name, at most 255 bytes in UTF-8.</param>
    /// <param name="payload">The event's payload, which is serialized once for all clients.</param>
    /// <exception cref="ArgumentException">The event's name is longer than 255 bytes.</exception>
    /// <exception cref="InvalidOperationException">No <c>JsonSerializerContext</c> lists <typeparamref name="T"/>.</exception>
    void Broadcast<T>(string topic, string eventName, T payload);

    /// <summary>
    /// Sends an event with a binary payload to all clients on a topic, on all nodes. Clients that use serializer V1 do not receive such events.
    /// </summary>
    /// <param name="topic">The topic.</param>
    /// <param name="eventName">The event's name, at most 255 bytes in UTF-8.</param>
    /// <param name="payload">The event's payload; it is copied.</param>
    /// <exception cref="ArgumentException">The event's name is longer than 255 bytes.</exception>
    void BroadcastBinary(string topic, string eventName, ReadOnlySpan<byte> payload);

    /// <summary>Sends an event to all clients on a topic, on all nodes, and returns the outcome.</summary>
    /// <typeparam name="T">A type listed with <c>[JsonSerializable]</c> on a <c>JsonSerializerContext</c> in the app.</typeparam>
    /// <param name="topic">The topic, such as <c>room:42</c>.</param>
    /// <param name="eventName">The event's name, at most 255 bytes in UTF-8.</param>
    /// <param name="payload">The event's payload, which is serialized once for all clients.</param>
    /// <returns>
    /// The outcome. On a topic with a history that the backplane keeps, the task completes when the event is stored, or after at most about 30
    /// seconds; otherwise when the event was handed over.
    /// </returns>
    /// <exception cref="ArgumentException">The event's name is longer than 255 bytes.</exception>
    /// <exception cref="InvalidOperationException">No <c>JsonSerializerContext</c> lists <typeparamref name="T"/>.</exception>
    /// <example>
    /// <code>
    /// BroadcastResult result = await channels.BroadcastAsync("room:42", "order", order);
    /// return result.Outcome == BroadcastOutcome.NotStored ? Results.StatusCode(503) : Results.Accepted();
    /// </code>
    /// </example>
    ValueTask<BroadcastResult> BroadcastAsync<T>(string topic, string eventName, T payload);

    /// <summary>Sends an event with a binary payload to all clients on a topic, on all nodes, and returns the outcome.</summary>
    /// <param name="topic">The topic.</param>
    /// <param name="eventName">The event's name, at most 255 bytes in UTF-8.</param>
    /// <param name="payload">The event's payload; it is copied.</param>
    /// <returns>The outcome, as for <see cref="BroadcastAsync"/>.</returns>
    /// <exception cref="ArgumentException">The event's name is longer than 255 bytes.</exception>
    ValueTask<BroadcastResult> BroadcastBinaryAsync(string topic, string eventName, ReadOnlySpan<byte> payload);

    /// <summary>
    /// Closes every connection, on all nodes, that has this id. The close code is 1001, after which clients reconnect. Nodes that cannot be reached at
    /// the moment follow when they are back.
    /// </summary>
    /// <param name="id">
    /// The id that the <c>Id</c> method of the class marked <see cref="ChannelRouteAttribute"/> returned, not <see cref="WsConnection.Id"/>.
    /// </param>
    void Disconnect(string id);

    /// <summary>Closes every connection, on all nodes, that has this id, and waits until all nodes have confirmed it.</summary>
    /// <param name="id">The id, as for <see cref="Disconnect"/>.</param>
    /// <returns>The number of connections that were closed.</returns>
    /// <exception cref="TimeoutException">
    /// A node has not confirmed within 5 seconds, or the connection to the others is lost: they may still have connections with this id, until they are
    /// back or count as gone.
    /// </exception>
    ValueTask<int> DisconnectAsync(string id);

    /// <summary>Returns how many of the clients that are connected to this node are on a topic.</summary>
    /// <param name="topic">The topic.</param>
    /// <returns>The number of clients at this moment.</returns>
    int SubscriberCount(string topic);

    /// <summary>Returns how many clients are on a topic, on all nodes. The other nodes are asked.</summary>
    /// <param name="topic">The topic.</param>
    /// <returns>The number of clients.</returns>
    /// <exception cref="TimeoutException">A node has not answered within 5 seconds, or the connection to the others is lost.</exception>
    ValueTask<int> CountAsync(string topic);

    /// <summary>
    /// Returns the position of a topic's last message. A page that contains a position, and joins with it, misses no message that is sent in
    /// between, provided that the server reads the position before the data.
    /// </summary>
    /// <param name="topic">The topic, which must be served by a channel with a <see cref="HistoryAttribute"/>.</param>
    /// <returns>The position.</returns>
    /// <exception cref="InvalidOperationException">No channel with a history serves the topic.</exception>
    /// <example>
    /// <code>
    /// TopicPosition since = await channels.PositionAsync("room:42");
    /// Message[] messages = await database.LastMessages("room:42");
    /// return new Page(messages, since); // channel("room:42", {}, { since: page.since }) in zzz.js
    /// </code>
    /// </example>
    ValueTask<TopicPosition> PositionAsync(string topic);
}
