namespace Zzz;

/// <summary>
/// The result of a channel's <c>OnJoin</c>: whether the client may join, and what the reply carries. The default value accepts the client.
/// </summary>
/// <example>
/// <code>
/// public JoinResult OnJoin(ChannelSocket socket, JoinRoom payload) =>
///     rooms.IsFull(socket.Topic) ? JoinResult.Error("full") : JoinResult.Ok(new Welcome(rooms.Topic));
/// </code>
/// </example>
public readonly struct JoinResult
{
    private readonly Reply _reply;

    private JoinResult(Reply reply) => _reply = reply;

    /// <summary>Whether the client may join.</summary>
    public bool IsOk => _reply.IsOk;

    /// <summary>The value that the reply carries. Both this and <see cref="ResponseType"/> are <see langword="null"/> if it carries none.</summary>
    public object? Response => _reply.Response;

    /// <summary>The type that <see cref="Response"/> is serialized as, or <see langword="null"/> if the reply carries <c>{}</c>.</summary>
    public Type? ResponseType => _reply.ResponseType;

    /// <summary>Accepts the client; the reply carries <c>{}</c>.</summary>
    /// <returns>The result.</returns>
    public static JoinResult Ok() => default;

    /// <summary>Accepts the client; the reply carries a value.</summary>
    /// <typeparam name="T">A type listed with <c>[JsonSerializable]</c> on a <c>JsonSerializerContext</c> in the assembly.</typeparam>
    /// <param name="response">The value that the reply carries.</param>
    /// <returns>The result.</returns>
    public static JoinResult Ok<T>(T response) => new(Reply.Of(response));

    /// <summary>Refuses the client; the reply carries <c>{"reason":"join rejected"}</c>.</summary>
    /// <returns>The result.</returns>
    public static JoinResult Error() => Error("join rejected");

    /// <summary>Refuses the client; the reply carries <c>{"reason":…}</c>.</summary>
    /// <param name="reason">The reason for the refusal.</param>
    /// <returns>The result.</returns>
    public static JoinResult Error(string reason) => new(Reply.Error(reason));

    /// <summary>Refuses the client; the reply carries a value in place of a reason.</summary>
    /// <typeparam name="T">A type listed with <c>[JsonSerializable]</c> on a <c>JsonSerializerContext</c> in the assembly.</typeparam>
    /// <param name="response">The value that the reply carries.</param>
    /// <returns>The result.</returns>
    public static JoinResult Error<T>(T response) => new(Reply.Error(response));
}
