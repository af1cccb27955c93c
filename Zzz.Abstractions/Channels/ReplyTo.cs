namespace Zzz;

/// <summary>
/// Sends the reply to one event. A handler can keep this object and reply later, from any thread. Only the first call sends a reply. Nothing
/// is sent if the client sent the event without a <c>ref</c>, or has left the topic since.
/// </summary>
/// <example>
/// <code>
/// [On("slow")]
/// public void Slow(ReplyTo reply) => queue.Enqueue(() => reply.Ok(new Answer(42)));
/// </code>
/// </example>
public abstract class ReplyTo
{
    /// <summary>Replies ok, with <c>{}</c>.</summary>
    /// <returns>
    /// Whether the reply was sent: <see cref="WsSendResult.NotAwaited"/> if the event carried no <c>ref</c> or has already been replied to,
    /// <see cref="WsSendResult.Closed"/> if the client has left the topic.
    /// </returns>
    public abstract WsSendResult Ok();

    /// <summary>Replies ok, with a value.</summary>
    /// <typeparam name="T">A type listed with <c>[JsonSerializable]</c> on a <c>JsonSerializerContext</c> in the assembly.</typeparam>
    /// <param name="response">The value that the reply carries.</param>
    /// <returns><inheritdoc cref="Ok()" path="/returns"/></returns>
    /// <exception cref="InvalidOperationException">No <c>JsonSerializerContext</c> lists <typeparamref name="T"/>.</exception>
    public abstract WsSendResult Ok<T>(T response);

    /// <summary>Replies ok, with bytes. A client that uses serializer V1 receives an error instead, because V1 has no binary payloads.</summary>
    /// <param name="response">The bytes that the reply carries; they are copied.</param>
    /// <returns>Whether the reply was sent; <see cref="WsSendResult.Unsupported"/> if the client received the error.</returns>
    public abstract WsSendResult OkBinary(ReadOnlySpan<byte> response);

    /// <summary>Replies with an error, <c>{"reason":…}</c>.</summary>
    /// <param name="reason">The reason for the failure.</param>
    /// <returns><inheritdoc cref="Ok()" path="/returns"/></returns>
    public abstract WsSendResult Error(string reason);

    /// <summary>Replies with an error that carries a value in place of a reason.</summary>
    /// <typeparam name="T">A type listed with <c>[JsonSerializable]</c> on a <c>JsonSerializerContext</c> in the assembly.</typeparam>
    /// <param name="response">The value that the reply carries.</param>
    /// <returns><inheritdoc cref="Ok()" path="/returns"/></returns>
    /// <exception cref="InvalidOperationException">No <c>JsonSerializerContext</c> lists <typeparamref name="T"/>.</exception>
    public abstract WsSendResult Error<T>(T response);
}
