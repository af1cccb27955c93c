using System.Diagnostics.CodeAnalysis;

namespace Zzz;

/// <summary>
/// The result of an event handler that replies ok with a value of one type, or with an error. The default value is ok, with <c>{}</c>.
/// </summary>
/// <typeparam name="T">
/// A type listed with <c>[JsonSerializable]</c> on a <c>JsonSerializerContext</c> in the assembly or, for a binary reply,
/// <c>ReadOnlyMemory&lt;byte></c> or <c>byte[]</c>.
/// </typeparam>
/// <example>
/// <code>
/// [On("add")]
/// public Reply&lt;Sum> Add(Operands payload) =>
///     payload.B == 0 ? Reply.Error("nothing to add") : Reply.Ok(new Sum(payload.A + payload.B));
/// </code>
/// </example>
public readonly struct Reply<T>
{
    private readonly Reply _instead;

    internal Reply(T value)
    {
        Value = value;
        HasValue = true;
    }

    private Reply(Reply instead) => _instead = instead;

    /// <summary>Whether the reply is ok.</summary>
    public bool IsOk => HasValue || _instead.IsOk;

    /// <summary>Whether the reply is ok and carries <see cref="Value"/>.</summary>
    public bool HasValue { get; }

    /// <summary>The value that the reply carries, if <see cref="HasValue"/>.</summary>
    public T? Value { get; }

    /// <summary>Converts a typed reply to an untyped one.</summary>
    /// <param name="reply">The reply.</param>
    public static implicit operator Reply(Reply<T> reply) => reply.ToReply();

    /// <summary>Converts an untyped reply, such as an error or an ok reply without a value.</summary>
    /// <param name="reply">The reply.</param>
    [SuppressMessage("Usage", "CA2225:Operator overloads have named alternates", Justification = "Reply.Ok and Reply.Error make both.")]
    public static implicit operator Reply<T>(Reply reply) => new(reply);

    /// <summary>Converts this reply to an untyped one.</summary>
    /// <returns>The untyped reply.</returns>
    public Reply ToReply() => HasValue ? Reply.Of(Value) : _instead;
}
