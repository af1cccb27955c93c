namespace Zzz.Cluster;

/// <summary>
/// Carries messages between the nodes of one app, so that a message published on one node reaches subscribers on all of them. The default
/// implementation is for a single node and carries nothing.
/// </summary>
/// <remarks>
/// Register an implementation to replace the default: <c>builder.Services.AddSingleton&lt;INodeChannels, MyBackplane&gt;()</c>. Zzz logs the
/// exceptions that the implementation throws; subscribers on the publishing node still receive the message.
/// </remarks>
internal interface INodeChannels
{
    /// <summary>
    /// Sends a message to every other node that is subscribed to the channel, but not to this one. Messages that one thread publishes must
    /// arrive in the order of that thread's calls, even though Zzz makes each call without awaiting the previous one.
    /// </summary>
    /// <param name="channel">The channel's name. Zzz uses a small, fixed set of names.</param>
    /// <param name="message">The message. Its memory is valid until the returned task completes.</param>
    /// <param name="cancellationToken">Cancels the attempt.</param>
    /// <returns>A task that completes when the message has been handed over.</returns>
    ValueTask PublishAsync(string channel, ReadOnlyMemory<byte> message, CancellationToken cancellationToken = default);

    /// <summary>
    /// Subscribes to a channel, and calls the handler for each message from another node: one at a time, and in order per sending node. The
    /// subscription must survive a lost connection: messages that are published during the outage may be lost, but later ones must arrive.
    /// </summary>
    /// <param name="channel">The channel's name.</param>
    /// <param name="handler">
    /// Handles a message, whose memory must stay valid until the handler's task completes. The handler does not throw.
    /// </param>
    /// <param name="cancellationToken">Cancels the attempt to subscribe.</param>
    /// <returns>The subscription. Disposing it unsubscribes.</returns>
    ValueTask<IAsyncDisposable> SubscribeAsync(
        string channel, Func<ReadOnlyMemory<byte>, ValueTask> handler, CancellationToken cancellationToken = default);
}
