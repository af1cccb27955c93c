namespace Zzz;

/// <summary>Stands for the reply to an event in the unit test of a channel: keeps what the handler replies. The first reply counts.</summary>
/// <remarks>It may be used from any thread, as a reply may.</remarks>
/// <example>
/// <code>
/// var reply = new ChannelTestReplyTo();
/// new RoomChannel().Slow(reply);
/// await reply.Replied.WaitAsync(TimeSpan.FromSeconds(30));
/// Assert.Equal((true, new Answer(42)), (reply.IsOk, reply.Response));
/// </code>
/// </example>
public sealed class ChannelTestReplyTo : ReplyTo
{
    private readonly TaskCompletionSource<(bool IsOk, object? Response)> _reply = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Completes with the reply.</summary>
    public Task Replied => _reply.Task;

    /// <summary>Whether the reply is ok, or an error; <see langword="null"/> as long as there is none.</summary>
    public bool? IsOk => _reply.Task.IsCompleted ? _reply.Task.Result.IsOk : null;

    /// <summary>
    /// What the reply carries, as it was given: an array of bytes, if it is binary, an <see cref="ErrorReason"/> for a reason.
    /// <see langword="null"/> as long as there is none, and for an ok that carries nothing.
    /// </summary>
    public object? Response => _reply.Task.IsCompleted ? _reply.Task.Result.Response : null;

    /// <inheritdoc/>
    public override WsSendResult Ok() => Reply(isOk: true, response: null);

    /// <inheritdoc/>
    public override WsSendResult Ok<T>(T response) => Reply(isOk: true, response);

    /// <inheritdoc/>
    public override WsSendResult OkBinary(ReadOnlySpan<byte> response) => Reply(isOk: true, response.ToArray());

    /// <inheritdoc/>
    public override WsSendResult Error(string reason) => Reply(isOk: false, new ErrorReason(reason));

    /// <inheritdoc/>
    public override WsSendResult Error<T>(T response) => Reply(isOk: false, response);

    private WsSendResult Reply(bool isOk, object? response) => _reply.TrySetResult((isOk, response)) ? WsSendResult.Sent : WsSendResult.Closed;
}
