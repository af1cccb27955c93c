namespace Zzz;

/// <summary>Stands in for the reply to an event in a unit test of a channel, and records the handler's reply. Only the first reply counts.</summary>
/// <remarks>Like a real reply, this may be used from any thread.</remarks>
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

    /// <summary>A task that completes when the handler has replied.</summary>
    public Task Replied => _reply.Task;

    /// <summary>Whether the reply is ok rather than an error; <see langword="null"/> before the reply.</summary>
    public bool? IsOk => _reply.Task.IsCompleted ? _reply.Task.Result.IsOk : null;

    /// <summary>
    /// The payload object of the reply: a byte array if the reply is binary, or an <see cref="ErrorReason"/> if it gives a reason.
    /// <see langword="null"/> before the reply, and for an ok reply without a payload.
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

    private WsSendResult Reply(bool isOk, object? response) => _reply.TrySetResult((isOk, response)) ? WsSendResult.Sent : WsSendResult.NotAwaited;
}
