namespace Zzz;

/// <summary>Reaches the clients of channels from anywhere in the app, such as an HTTP endpoint or a background service.</summary>
/// <example>
/// <code>
/// app.MapPost("/announce", (IChannels channels, Announcement text) => channels.Broadcast("room:lobby", "announcement", text));
/// </code>
/// </example>
public interface IChannels
{
    /// <summary>Sends an event to everybody on a topic, on all nodes.</summary>
    /// <typeparam name="T">A type that a <c>JsonSerializerContext</c> of the app names with <c>[JsonSerializable]</c>.</typeparam>
    /// <param name="topic">The topic, such as <c>room:42</c>.</param>
    /// <param name="eventName">The event's name.</param>
    /// <param name="payload">Its payload, which is written once, whatever the number of clients.</param>
    /// <exception cref="InvalidOperationException">No context names <typeparamref name="T"/>.</exception>
    void Broadcast<T>(string topic, string eventName, T payload);

    /// <summary>Sends an event with a binary payload to everybody on a topic, on all nodes. Clients of serializer V1 do not get it.</summary>
    /// <param name="topic">The topic.</param>
    /// <param name="eventName">The event's name.</param>
    /// <param name="payload">Its payload.</param>
    void BroadcastBinary(string topic, string eventName, ReadOnlySpan<byte> payload);

    /// <summary>Closes all connections whose socket's <c>Id</c> gave this name, on all nodes, with 1001, after which clients connect anew.</summary>
    /// <param name="id">The name.</param>
    void Disconnect(string id);

    /// <summary>How many sockets of this node have joined a topic.</summary>
    /// <param name="topic">The topic.</param>
    /// <returns>Their number.</returns>
    int SubscriberCount(string topic);
}
