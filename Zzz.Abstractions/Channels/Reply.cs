namespace Zzz;

/// <summary>
/// The result of an event handler that replies ok to some messages and with an error to others. The default value is ok, with <c>{}</c>.
/// </summary>
/// <remarks>
/// A handler whose ok replies always carry a value of the same type returns <see cref="Reply{T}"/>, which does not box values. The two types
/// convert to each other implicitly.
/// </remarks>
/// <example>
/// <code>
/// [On("seat")]
/// public Reply Seat(int number) => seats.TryTake(number) ? Reply.Ok() : Reply.Error("taken");
/// </code>
/// </example>
public readonly struct Reply
{
    private Reply(bool isRefused, object? response, Type? responseType)
    {
        IsRefused = isRefused;
        Response = response;
        ResponseType = responseType;
    }

    /// <summary>Whether the reply is ok.</summary>
    public bool IsOk => !IsRefused;

    /// <summary>The value that the reply carries. Both this and <see cref="ResponseType"/> are <see langword="null"/> if it carries none.</summary>
    public object? Response { get; }

    /// <summary>The type that <see cref="Response"/> is serialized as, or <see langword="null"/> if the reply carries <c>{}</c>.</summary>
    public Type? ResponseType { get; }

    // Inverted, so that the default value is ok.
    private bool IsRefused { get; }

    /// <summary>Replies ok, with <c>{}</c>.</summary>
    /// <returns>The reply.</returns>
    public static Reply Ok() => default;

    /// <summary>Replies ok, with a value.</summary>
    /// <typeparam name="T">
    /// A type listed with <c>[JsonSerializable]</c> on a <c>JsonSerializerContext</c> in the assembly or, for a binary reply,
    /// <c>ReadOnlyMemory&lt;byte></c> or <c>byte[]</c>.
    /// </typeparam>
    /// <param name="response">The value that the reply carries.</param>
    /// <returns>The reply.</returns>
    public static Reply<T> Ok<T>(T response) => new(response);

    /// <summary>Replies with an error, <c>{"reason":…}</c>.</summary>
    /// <param name="reason">The reason for the failure.</param>
    /// <returns>The reply.</returns>
    public static Reply Error(string reason)
    {
        ArgumentNullException.ThrowIfNull(reason);
        return Error(new ErrorReason(reason));
    }

    /// <summary>Replies with an error that carries a value in place of a reason.</summary>
    /// <typeparam name="T">A type listed with <c>[JsonSerializable]</c> on a <c>JsonSerializerContext</c> in the assembly.</typeparam>
    /// <param name="response">The value that the reply carries.</param>
    /// <returns>The reply.</returns>
    public static Reply Error<T>(T response) => new(true, response, typeof(T));

    internal static Reply Of<T>(T response) => new(false, response, typeof(T));
}
