using System.Security.Claims;

namespace Zzz;

/// <summary>One client on one topic, from join to leave. All members are thread-safe.</summary>
/// <remarks>
/// After the client has left the topic, pushes do nothing and return <see cref="WsSendResult.Closed"/>; broadcasts still reach the other
/// clients.
/// </remarks>
/// <example>
/// <code>
/// [On("new_msg")]
/// public void NewMessage(ChannelSocket socket, NewMessage payload) => socket.Broadcast("new_msg", payload);
/// </code>
/// </example>
public abstract class ChannelSocket
{
    /// <summary>The topic that the client joined, such as <c>room:42</c>.</summary>
    public abstract string Topic { get; }

    /// <summary>The client's connection, which all its topics share.</summary>
    public abstract WsConnection Connection { get; }

    /// <summary>The user that the upgrade request was authenticated as; see <see cref="WsConnection.User"/>.</summary>
    public ClaimsPrincipal User => Connection.User;

    /// <summary>A token that is cancelled when the client leaves the topic or the connection ends; see <see cref="WsConnection.Closed"/>.</summary>
    public abstract CancellationToken Left { get; }

    /// <summary>Returns a value that <see cref="Assign"/> stored on this topic, or else the connection's value for the same key.</summary>
    /// <typeparam name="T">The value's type.</typeparam>
    /// <param name="key">The key, case-sensitive.</param>
    /// <returns>The value, or the default of <typeparamref name="T"/> if there is none.</returns>
    /// <exception cref="InvalidCastException">The value is of another type.</exception>
    public abstract T? GetAssign<T>(string key);

    /// <summary>Stores a value for as long as the client is on this topic. An earlier value for the same key is replaced.</summary>
    /// <param name="key">The key, case-sensitive.</param>
    /// <param name="value">The value; <see langword="null"/> removes the key.</param>
    public abstract void Assign(string key, object? value);

    /// <summary>
    /// Whether the client recovers, which means that it receives everything that it missed while its connection was lost, right after the reply
    /// to its join. Call this in <c>OnJoin</c>, to load data only for clients that need it. Clients recover even if <c>OnJoin</c> does not call it.
    /// </summary>
    /// <remarks>
    /// If the client does not recover, it receives what is broadcast from this call on, after the reply. Data that <c>OnJoin</c> reads after the
    /// call therefore leaves no hole, but may contain messages that the client also receives.
    /// </remarks>
    /// <returns>
    /// <see langword="true"/> if the client recovers; <see langword="false"/> if it joins for the first time, does not know positions, has been
    /// away for longer than the <see cref="HistoryAttribute">history</see> covers, or if the channel keeps none.
    /// </returns>
    /// <exception cref="InvalidOperationException">The client has already joined.</exception>
    /// <example>
    /// <code>
    /// public async Task&lt;JoinResult> OnJoin(ChannelSocket socket, Database database) =>
    ///     await socket.RecoverAsync() ? JoinResult.Ok() : JoinResult.Ok(await database.LastMessages(socket.Topic));
    /// </code>
    /// </example>
    public abstract ValueTask<bool> RecoverAsync();

    /// <summary>Sends an event to this client.</summary>
    /// <typeparam name="T">A type listed with <c>[JsonSerializable]</c> on a <c>JsonSerializerContext</c> in the assembly.</typeparam>
    /// <param name="eventName">The event's name, at most 255 bytes in UTF-8.</param>
    /// <param name="payload">The event's payload.</param>
    /// <returns>Whether the event was sent.</returns>
    /// <exception cref="ArgumentException">The name is longer than 255 bytes.</exception>
    /// <exception cref="InvalidOperationException">No <c>JsonSerializerContext</c> lists <typeparamref name="T"/>.</exception>
    public abstract WsSendResult Push<T>(string eventName, T payload);

    /// <summary>Sends an event with a binary payload to this client. Clients that use serializer V1 cannot receive such events.</summary>
    /// <param name="eventName">The event's name, at most 255 bytes in UTF-8.</param>
    /// <param name="payload">The event's payload; it is copied.</param>
    /// <returns>Whether the event was sent; <see cref="WsSendResult.Unsupported"/> if the client uses serializer V1.</returns>
    /// <exception cref="ArgumentException">The name is longer than 255 bytes.</exception>
    public abstract WsSendResult PushBinary(string eventName, ReadOnlySpan<byte> payload);

    /// <summary>
    /// Sends an event to this client, first waiting for room if <see cref="WsOptions.MaxBufferedBytes"/> leaves none. A loop that awaits this
    /// method sends as fast as the client reads, whatever <see cref="WsOptions.SlowConsumer"/> says.
    /// </summary>
    /// <typeparam name="T">A type listed with <c>[JsonSerializable]</c> on a <c>JsonSerializerContext</c> in the assembly.</typeparam>
    /// <param name="eventName">The event's name.</param>
    /// <param name="payload">The event's payload.</param>
    /// <param name="cancellationToken">Cancels the wait; the event is then not sent.</param>
    /// <returns>The outcome; <see cref="WsSendResult.Closed"/> if the client left the topic during the wait.</returns>
    /// <exception cref="InvalidOperationException">No <c>JsonSerializerContext</c> lists <typeparamref name="T"/>.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was cancelled during the wait.</exception>
    /// <example>
    /// <code>
    /// await foreach (Row row in rows) await socket.PushAsync("row", row);
    /// </code>
    /// </example>
    public abstract ValueTask<WsSendResult> PushAsync<T>(string eventName, T payload, CancellationToken cancellationToken = default);

    /// <summary>Sends an event with a binary payload to this client, first waiting for room as <see cref="PushAsync{T}"/> does.</summary>
    /// <param name="eventName">The event's name.</param>
    /// <param name="payload">The event's payload; it is copied before the method returns.</param>
    /// <param name="cancellationToken">Cancels the wait; the event is then not sent.</param>
    /// <returns>The outcome; <see cref="WsSendResult.Unsupported"/> if the client uses serializer V1.</returns>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was cancelled during the wait.</exception>
    public abstract ValueTask<WsSendResult> PushBinaryAsync(string eventName, ReadOnlyMemory<byte> payload, CancellationToken cancellationToken = default);

    /// <summary>Sends an event to all clients on the topic, including this one, on all nodes.</summary>
    /// <typeparam name="T">A type listed with <c>[JsonSerializable]</c> on a <c>JsonSerializerContext</c> in the assembly.</typeparam>
    /// <param name="eventName">The event's name, at most 255 bytes in UTF-8.</param>
    /// <param name="payload">The event's payload, which is serialized once for all clients.</param>
    /// <exception cref="ArgumentException">The name is longer than 255 bytes.</exception>
    /// <exception cref="InvalidOperationException">No <c>JsonSerializerContext</c> lists <typeparamref name="T"/>.</exception>
    public abstract void Broadcast<T>(string eventName, T payload);

    /// <summary>Sends an event with a binary payload to all clients on the topic, including this one, on all nodes.</summary>
    /// <param name="eventName">The event's name, at most 255 bytes in UTF-8.</param>
    /// <param name="payload">The event's payload; it is copied. Clients that use serializer V1 do not receive the event.</param>
    /// <exception cref="ArgumentException">The name is longer than 255 bytes.</exception>
    public abstract void BroadcastBinary(string eventName, ReadOnlySpan<byte> payload);

    /// <summary>Sends an event to all other clients on the topic, on all nodes.</summary>
    /// <typeparam name="T">A type listed with <c>[JsonSerializable]</c> on a <c>JsonSerializerContext</c> in the assembly.</typeparam>
    /// <param name="eventName">The event's name, at most 255 bytes in UTF-8.</param>
    /// <param name="payload">The event's payload, which is serialized once for all clients.</param>
    /// <exception cref="ArgumentException">The name is longer than 255 bytes.</exception>
    /// <exception cref="InvalidOperationException">No <c>JsonSerializerContext</c> lists <typeparamref name="T"/>.</exception>
    public abstract void BroadcastFrom<T>(string eventName, T payload);

    /// <summary>Sends an event with a binary payload to all other clients on the topic, on all nodes.</summary>
    /// <param name="eventName">The event's name, at most 255 bytes in UTF-8.</param>
    /// <param name="payload">The event's payload; it is copied. Clients that use serializer V1 do not receive the event.</param>
    /// <exception cref="ArgumentException">The name is longer than 255 bytes.</exception>
    public abstract void BroadcastFromBinary(string eventName, ReadOnlySpan<byte> payload);

    /// <summary>
    /// Removes the client from the topic. Broadcasts no longer reach the client, and <see cref="Left"/> is cancelled. As soon as the current
    /// handler has completed, the client receives <c>phx_close</c>, and <c>OnLeave</c> runs. The connection and its other topics stay open.
    /// </summary>
    public abstract void Close();
}
