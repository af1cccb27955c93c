using System.Security.Claims;

namespace Zzz;

/// <summary>One client on one topic of a channel, from its join until it leaves. Every member may be called from any thread.</summary>
/// <remarks>After the topic was left, sends do nothing and say <see cref="WsSendResult.Closed"/>, and broadcasts of this socket still go out.</remarks>
/// <example>
/// <code>
/// [On("new_msg")]
/// public void NewMessage(ChannelSocket socket, NewMessage payload) => socket.Broadcast("new_msg", payload);
/// </code>
/// </example>
public abstract class ChannelSocket
{
    /// <summary>The topic that was joined, such as <c>room:42</c>.</summary>
    public abstract string Topic { get; }

    /// <summary>The connection, which other topics of the same client share.</summary>
    public abstract WsConnection Connection { get; }

    /// <summary>The user of the upgrade request.</summary>
    public ClaimsPrincipal User => Connection.User;

    /// <summary>Fires when the topic is left, or the connection ends.</summary>
    public abstract CancellationToken Left { get; }

    /// <summary>A value that <see cref="Assign"/> set on this socket, or else one that was set on the connection.</summary>
    /// <typeparam name="T">The value's type.</typeparam>
    /// <param name="key">The key, case-sensitive.</param>
    /// <returns>The value, or the default of <typeparamref name="T"/> if there is none.</returns>
    /// <exception cref="InvalidCastException">The value is of another type.</exception>
    public abstract T? GetAssign<T>(string key);

    /// <summary>Keeps a value for as long as the topic is joined. An earlier value of the key is replaced.</summary>
    /// <param name="key">The key, case-sensitive.</param>
    /// <param name="value">The value; <see langword="null"/> removes the key.</param>
    public abstract void Assign(string key, object? value);

    /// <summary>Sends an event to this client.</summary>
    /// <typeparam name="T">A type that a <c>JsonSerializerContext</c> of the assembly names with <c>[JsonSerializable]</c>.</typeparam>
    /// <param name="eventName">The event's name.</param>
    /// <param name="payload">Its payload.</param>
    /// <returns>What became of it.</returns>
    /// <exception cref="InvalidOperationException">No context names <typeparamref name="T"/>.</exception>
    public abstract WsSendResult Push<T>(string eventName, T payload);

    /// <summary>Sends an event with a binary payload to this client. A client of serializer V1 cannot get it.</summary>
    /// <param name="eventName">The event's name.</param>
    /// <param name="payload">Its payload.</param>
    /// <returns>What became of it; <see cref="WsSendResult.Unsupported"/> if the client's serializer has no binary payloads.</returns>
    public abstract WsSendResult PushBinary(string eventName, ReadOnlySpan<byte> payload);

    /// <summary>
    /// Sends an event to this client, and waits for room if <see cref="WsOptions.MaxBufferedBytes"/> leaves none. A loop that awaits it sends
    /// as fast as the client reads, whatever <see cref="WsOptions.SlowConsumer"/> says.
    /// </summary>
    /// <typeparam name="T">A type that a <c>JsonSerializerContext</c> of the assembly names with <c>[JsonSerializable]</c>.</typeparam>
    /// <param name="eventName">The event's name.</param>
    /// <param name="payload">Its payload.</param>
    /// <param name="cancellationToken">Gives up waiting; the event is then not sent.</param>
    /// <returns>The outcome; <see cref="WsSendResult.Closed"/> if the topic was left while it waited.</returns>
    /// <exception cref="InvalidOperationException">No context names <typeparamref name="T"/>.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> fired while it waited.</exception>
    /// <example>
    /// <code>
    /// await foreach (Row row in rows) await socket.PushAsync("row", row);
    /// </code>
    /// </example>
    public abstract ValueTask<WsSendResult> PushAsync<T>(string eventName, T payload, CancellationToken cancellationToken = default);

    /// <summary>Sends an event with a binary payload to this client, and waits for room as <see cref="PushAsync{T}"/> does.</summary>
    /// <param name="eventName">The event's name.</param>
    /// <param name="payload">Its payload; it is copied before the method returns.</param>
    /// <param name="cancellationToken">Gives up waiting; the event is then not sent.</param>
    /// <returns>The outcome; <see cref="WsSendResult.Unsupported"/> if the client's serializer has no binary payloads.</returns>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> fired while it waited.</exception>
    public abstract ValueTask<WsSendResult> PushBinaryAsync(string eventName, ReadOnlyMemory<byte> payload, CancellationToken cancellationToken = default);

    /// <summary>Sends an event to everybody on the topic, this client included, on all nodes.</summary>
    /// <typeparam name="T">A type that a <c>JsonSerializerContext</c> of the assembly names with <c>[JsonSerializable]</c>.</typeparam>
    /// <param name="eventName">The event's name.</param>
    /// <param name="payload">Its payload, which is written once, whatever the number of clients.</param>
    /// <exception cref="InvalidOperationException">No context names <typeparamref name="T"/>.</exception>
    public abstract void Broadcast<T>(string eventName, T payload);

    /// <summary>Sends an event with a binary payload to everybody on the topic, this client included, on all nodes.</summary>
    /// <param name="eventName">The event's name.</param>
    /// <param name="payload">Its payload. Clients of serializer V1 do not get it.</param>
    public abstract void BroadcastBinary(string eventName, ReadOnlySpan<byte> payload);

    /// <summary>Sends an event to everybody else on the topic, on all nodes.</summary>
    /// <typeparam name="T">A type that a <c>JsonSerializerContext</c> of the assembly names with <c>[JsonSerializable]</c>.</typeparam>
    /// <param name="eventName">The event's name.</param>
    /// <param name="payload">Its payload, which is written once, whatever the number of clients.</param>
    /// <exception cref="InvalidOperationException">No context names <typeparamref name="T"/>.</exception>
    public abstract void BroadcastFrom<T>(string eventName, T payload);

    /// <summary>Sends an event with a binary payload to everybody else on the topic, on all nodes.</summary>
    /// <param name="eventName">The event's name.</param>
    /// <param name="payload">Its payload. Clients of serializer V1 do not get it.</param>
    public abstract void BroadcastFromBinary(string eventName, ReadOnlySpan<byte> payload);

    /// <summary>
    /// Makes the client leave the topic: it gets <c>phx_close</c>, and <c>OnLeave</c> is called when the handler that runs has ended. The
    /// connection and its other topics live on.
    /// </summary>
    public abstract void Close();
}
