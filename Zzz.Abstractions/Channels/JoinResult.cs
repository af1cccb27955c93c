namespace Zzz;

/// <summary>What <c>OnJoin</c> of a channel answers: whether the client is in, and what the reply tells it.</summary>
/// <example>
/// <code>
/// public JoinResult OnJoin(ChannelSocket socket, JoinRoom payload) =>
///     rooms.IsFull(socket.Topic) ? JoinResult.Error("full") : JoinResult.Ok(new Welcome(rooms.Topic));
/// </code>
/// </example>
public readonly struct JoinResult
{
    private JoinResult(bool isRefused, object? response, Type? responseType)
    {
        IsRefused = isRefused;
        Response = response;
        ResponseType = responseType;
    }

    /// <summary>Whether the client is in.</summary>
    public bool IsOk => !IsRefused;

    /// <summary>What the reply carries; <see langword="null"/> also if it carries nothing, and then there is no <see cref="ResponseType"/>.</summary>
    public object? Response { get; }

    /// <summary>The type that <see cref="Response"/> is written as.</summary>
    public Type? ResponseType { get; }

    // So that the default is what a client that nobody refused gets.
    private bool IsRefused { get; }

    /// <summary>Lets the client in; the reply carries <c>{}</c>.</summary>
    /// <returns>The result.</returns>
    public static JoinResult Ok() => default;

    /// <summary>Lets the client in, and tells it something.</summary>
    /// <typeparam name="T">A type that a <c>JsonSerializerContext</c> of the assembly names with <c>[JsonSerializable]</c>.</typeparam>
    /// <param name="response">What the reply carries.</param>
    /// <returns>The result.</returns>
    public static JoinResult Ok<T>(T response) => new(false, response, typeof(T));

    /// <summary>Refuses the client; the reply carries <c>{"reason":"join rejected"}</c>.</summary>
    /// <returns>The result.</returns>
    public static JoinResult Error() => Error("join rejected");

    /// <summary>Refuses the client; the reply carries <c>{"reason":…}</c>.</summary>
    /// <param name="reason">Why.</param>
    /// <returns>The result.</returns>
    public static JoinResult Error(string reason) => new(true, new ErrorReason(reason), typeof(ErrorReason));

    /// <summary>Refuses the client, and tells it something else than a reason.</summary>
    /// <typeparam name="T">A type that a <c>JsonSerializerContext</c> of the assembly names with <c>[JsonSerializable]</c>.</typeparam>
    /// <param name="response">What the reply carries.</param>
    /// <returns>The result.</returns>
    public static JoinResult Error<T>(T response) => new(true, response, typeof(T));
}
