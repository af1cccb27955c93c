namespace Zzz;

/// <summary>
/// Tracks who is present on channel topics, on all nodes, and notifies the clients: a tracked client receives the whole list once, as
/// <c>presence_state</c>, and all clients on the topic receive each change as <c>presence_diff</c>. Clients keep their lists with
/// <c>Presence</c> of phoenix.js or <c>presence(channel)</c> of zzz.js. <c>AddZzz</c> registers this service.
/// </summary>
/// <remarks>
/// A key identifies a person or a thing. Several sockets may track the same key, such as those of one person's browser tabs; each socket adds
/// its own metadata to the key. A socket whose client leaves the topic is untracked automatically.
/// </remarks>
/// <example>
/// <code>
/// [Channel("room:*")]
/// public sealed class RoomChannel(IPresence presence)
/// {
///     public void OnJoin(ChannelSocket socket, JoinRoom payload) => presence.Track(socket, payload.Name, new Online(DateTimeOffset.UtcNow));
/// }
/// </code>
/// </example>
public interface IPresence
{
    /// <summary>
    /// Tracks a socket on its topic under a key. All clients on the topic receive the change. The first <c>Track</c> of a socket also
    /// sends the whole list to its client. In <c>OnJoin</c>, the call takes effect right after the reply to the join, if the client is accepted. If
    /// the socket already tracks the key, the call replaces the key's metadata.
    /// </summary>
    /// <typeparam name="T">
    /// A type listed with <c>[JsonSerializable]</c> on a <c>JsonSerializerContext</c> in the assembly; it must serialize as a JSON object.
    /// </typeparam>
    /// <param name="socket">The socket, as Zzz passes it to the channel.</param>
    /// <param name="key">The user or thing that is present; at most 1,024 bytes in UTF-8.</param>
    /// <param name="meta">The metadata that others see for this socket; at most 65,536 bytes of JSON.</param>
    /// <exception cref="ArgumentException">
    /// The key or the metadata is too long; the metadata is not a JSON object, or has a property named <c>phx_ref</c> or <c>phx_ref_prev</c>;
    /// or Zzz did not create the socket.
    /// </exception>
    /// <exception cref="InvalidOperationException">No <c>JsonSerializerContext</c> lists <typeparamref name="T"/>.</exception>
    void Track<T>(ChannelSocket socket, string key, T meta);

    /// <summary>
    /// Replaces the metadata of a key that a socket tracks. All clients on the topic receive a single change. Does nothing if the socket does
    /// not track the key.
    /// </summary>
    /// <typeparam name="T">
    /// A type listed with <c>[JsonSerializable]</c> on a <c>JsonSerializerContext</c> in the assembly; it must serialize as a JSON object.
    /// </typeparam>
    /// <param name="socket">The socket, as Zzz passes it to the channel.</param>
    /// <param name="key">The key.</param>
    /// <param name="meta">The new metadata; at most 65,536 bytes of JSON.</param>
    /// <exception cref="ArgumentException">
    /// The key or the metadata is too long; the metadata is not a JSON object, or has a property named <c>phx_ref</c> or <c>phx_ref_prev</c>;
    /// or Zzz did not create the socket.
    /// </exception>
    /// <exception cref="InvalidOperationException">No <c>JsonSerializerContext</c> lists <typeparamref name="T"/>.</exception>
    void Update<T>(ChannelSocket socket, string key, T meta);

    /// <summary>
    /// Stops tracking a socket under a key. All clients on the topic receive the change. Does nothing if the socket does not track the key.
    /// </summary>
    /// <param name="socket">The socket, as Zzz passes it to the channel.</param>
    /// <param name="key">The key.</param>
    /// <exception cref="ArgumentException">Zzz did not create the socket.</exception>
    void Untrack(ChannelSocket socket, string key);

    /// <summary>
    /// Pushes the whole list to a client that watches its topic without being tracked. In <c>OnJoin</c>, the list follows the reply to the
    /// join.
    /// </summary>
    /// <param name="socket">The socket, as Zzz passes it to the channel.</param>
    /// <exception cref="ArgumentException">Zzz did not create the socket.</exception>
    void PushState(ChannelSocket socket);

    /// <summary>
    /// Returns who is present on a topic, on all nodes, as far as this node knows. A node knows the topics that its own clients are on; for other
    /// topics, use <see cref="ListAsync"/>.
    /// </summary>
    /// <typeparam name="T">
    /// The type to deserialize the metadata as, listed with <c>[JsonSerializable]</c> on a <c>JsonSerializerContext</c> in the app.
    /// </typeparam>
    /// <param name="topic">The topic.</param>
    /// <returns>The keys, each with the metadata of every socket that tracks it.</returns>
    /// <exception cref="InvalidOperationException">No <c>JsonSerializerContext</c> lists <typeparamref name="T"/>.</exception>
    IReadOnlyDictionary<string, IReadOnlyList<T>> List<T>(string topic);

    /// <summary>
    /// Returns who is present on a topic, on all nodes. If no client of this node is on the topic, the other nodes are asked; a list that was asked
    /// for within the last few seconds is kept up to date meanwhile.
    /// </summary>
    /// <typeparam name="T">
    /// The type to deserialize the metadata as, listed with <c>[JsonSerializable]</c> on a <c>JsonSerializerContext</c> in the app.
    /// </typeparam>
    /// <param name="topic">The topic.</param>
    /// <returns>The keys, each with the metadata of every socket that tracks it.</returns>
    /// <exception cref="InvalidOperationException">No <c>JsonSerializerContext</c> lists <typeparamref name="T"/>.</exception>
    /// <exception cref="TimeoutException">A node has not answered within 5 seconds.</exception>
    /// <example>
    /// <code>
    /// app.MapGet("/rooms/{name}/people", async (string name, IPresence presence) =>
    ///     (await presence.ListAsync&lt;Online&gt;($"room:{name}")).Keys);
    /// </code>
    /// </example>
    ValueTask<IReadOnlyDictionary<string, IReadOnlyList<T>>> ListAsync<T>(string topic);

    /// <summary>Returns how many keys are present on a topic, on all nodes. Asks the other nodes as <see cref="ListAsync"/> does.</summary>
    /// <param name="topic">The topic.</param>
    /// <returns>The number of keys. A key that several sockets track counts once.</returns>
    /// <exception cref="TimeoutException">A node has not answered within 5 seconds.</exception>
    ValueTask<int> CountAsync(string topic);
}
