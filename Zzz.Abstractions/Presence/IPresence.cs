namespace Zzz;

/// <summary>
/// Knows who is present on the topics of channels, on all nodes, and tells the clients there: <c>presence_state</c> to whom it tracks, and
/// <c>presence_diff</c> to everybody when somebody comes or goes. Clients keep their lists with the <c>Presence</c> of phoenix.js or
/// <c>presence(channel)</c> of zzz.js.
/// </summary>
/// <remarks>
/// A key stands for a person or a thing, and may be tracked by many sockets, such as those of a person's tabs: each adds a meta to the key.
/// A socket that leaves its topic is untracked.
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
    /// Tracks a socket on its topic under a key. It gets the state of the topic once, with its first <c>Track</c>, and everybody gets the
    /// difference. Called in <c>OnJoin</c>, it takes effect right after the reply to the join, if the client is let in. A key that the socket
    /// tracks already is updated.
    /// </summary>
    /// <typeparam name="T">A type that a <c>JsonSerializerContext</c> of the assembly names, and that is written as a JSON object.</typeparam>
    /// <param name="socket">The socket.</param>
    /// <param name="key">Who or what is present, in at most 1024 bytes of UTF-8.</param>
    /// <param name="meta">What others see of this socket, in at most 64 KiB of JSON.</param>
    /// <exception cref="ArgumentException">
    /// The key or the meta is too long, or the meta is no JSON object, or has a property <c>phx_ref</c> or <c>phx_ref_prev</c>.
    /// </exception>
    /// <exception cref="InvalidOperationException">No context names <typeparamref name="T"/>.</exception>
    void Track<T>(ChannelSocket socket, string key, T meta);

    /// <summary>Replaces the meta of a key that a socket tracks; everybody gets one difference. Does nothing if it does not track the key.</summary>
    /// <typeparam name="T">A type that a <c>JsonSerializerContext</c> of the assembly names, and that is written as a JSON object.</typeparam>
    /// <param name="socket">The socket.</param>
    /// <param name="key">The key.</param>
    /// <param name="meta">What others see from now on, in at most 64 KiB of JSON.</param>
    /// <exception cref="ArgumentException">
    /// The key or the meta is too long, or the meta is no JSON object, or has a property <c>phx_ref</c> or <c>phx_ref_prev</c>.
    /// </exception>
    /// <exception cref="InvalidOperationException">No context names <typeparamref name="T"/>.</exception>
    void Update<T>(ChannelSocket socket, string key, T meta);

    /// <summary>Ends the presence of a key that a socket tracks; everybody gets the difference. Does nothing if it does not track the key.</summary>
    /// <param name="socket">The socket.</param>
    /// <param name="key">The key.</param>
    void Untrack(ChannelSocket socket, string key);

    /// <summary>Pushes the state of its topic to a socket that only watches. In <c>OnJoin</c>, right after the reply to the join.</summary>
    /// <param name="socket">The socket.</param>
    void PushState(ChannelSocket socket);

    /// <summary>Who is present on a topic, on all nodes.</summary>
    /// <typeparam name="T">The type that metas are read as; a context of the app names it.</typeparam>
    /// <param name="topic">The topic.</param>
    /// <returns>The metas of each key.</returns>
    /// <exception cref="InvalidOperationException">No context names <typeparamref name="T"/>.</exception>
    IReadOnlyDictionary<string, IReadOnlyList<T>> List<T>(string topic);
}
