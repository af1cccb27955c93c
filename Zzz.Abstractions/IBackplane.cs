namespace Zzz;

/// <summary>
/// Carries messages between the nodes of one app, so that subscribers on all of them get what one publishes. By default there is one node, and
/// nothing to carry.
/// </summary>
/// <remarks>
/// Register an implementation to replace the default: <c>builder.Services.AddSingleton&lt;IBackplane, MyBackplane&gt;()</c>. What it throws is
/// logged, and never keeps a message from the subscribers of its own node.
/// </remarks>
public interface IBackplane
{
    /// <summary>
    /// Carries a message to every other node that is subscribed to the channel, and not to this one. Messages arrive in the order of the
    /// calls of one thread, although a call need not wait for the one before it.
    /// </summary>
    /// <param name="channel">The channel's name, which is one of few.</param>
    /// <param name="message">The message; it stays as it is until the task completes.</param>
    /// <param name="cancellationToken">Ends the attempt.</param>
    /// <returns>Completes when the message is on its way.</returns>
    ValueTask PublishAsync(string channel, ReadOnlyMemory<byte> message, CancellationToken cancellationToken = default);

    /// <summary>
    /// Calls the handler for each message of other nodes on a channel, one at a time, and in order for each node that sends. The
    /// subscription survives a lost connection: what is published meanwhile may be lost, what comes afterwards arrives.
    /// </summary>
    /// <param name="channel">The channel's name.</param>
    /// <param name="handler">Gets each message, which has to stay as it is until the handler's task completes. Does not throw.</param>
    /// <param name="cancellationToken">Ends the attempt to subscribe.</param>
    /// <returns>The subscription; disposing of it ends it.</returns>
    ValueTask<IAsyncDisposable> SubscribeAsync(
        string channel, Func<ReadOnlyMemory<byte>, ValueTask> handler, CancellationToken cancellationToken = default);
}
