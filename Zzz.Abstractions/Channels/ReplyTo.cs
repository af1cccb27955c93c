namespace Zzz;

/// <summary>
/// The reply to one event, for a handler that replies later, from any thread. The first call counts. Nothing is sent if the event carries no
/// <c>ref</c>, or if the topic was left in the meantime.
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
    /// <returns>The outcome; <see cref="WsSendResult.NotAwaited"/> if the event carries no <c>ref</c>, or was replied to before.</returns>
    public abstract WsSendResult Ok();

    /// <summary>Replies ok, with a value.</summary>
    /// <typeparam name="T">A type that a <c>JsonSerializerContext</c> of the assembly names with <c>[JsonSerializable]</c>.</typeparam>
    /// <param name="response">What the reply carries.</param>
    /// <returns><inheritdoc cref="Ok()" path="/returns"/></returns>
    /// <exception cref="InvalidOperationException">No context names <typeparamref name="T"/>.</exception>
    public abstract WsSendResult Ok<T>(T response);

    /// <summary>Replies ok, with bytes. A client of serializer V1 cannot receive them and gets an error instead.</summary>
    /// <param name="response">What the reply carries.</param>
    /// <returns>The outcome; <see cref="WsSendResult.Unsupported"/> if the client got the error.</returns>
    public abstract WsSendResult OkBinary(ReadOnlySpan<byte> response);

    /// <summary>Replies with an error, <c>{"reason":…}</c>.</summary>
    /// <param name="reason">Why.</param>
    /// <returns><inheritdoc cref="Ok()" path="/returns"/></returns>
    public abstract WsSendResult Error(string reason);

    /// <summary>Replies with an error, and a value.</summary>
    /// <typeparam name="T">A type that a <c>JsonSerializerContext</c> of the assembly names with <c>[JsonSerializable]</c>.</typeparam>
    /// <param name="response">What the reply carries.</param>
    /// <returns><inheritdoc cref="Ok()" path="/returns"/></returns>
    /// <exception cref="InvalidOperationException">No context names <typeparamref name="T"/>.</exception>
    public abstract WsSendResult Error<T>(T response);
}
