namespace Zzz;

/// <summary>
/// Carries messages between the nodes of one app, so that a message published on one node reaches the clients of all of them. A message is
/// delivered at most once. A backplane that can also keep the messages of a topic implements <see cref="IBackplaneLog"/> too.
/// </summary>
/// <remarks>
/// <para>
/// The default is for an app on a single node, and carries nothing. Register another one to replace it:
/// <c>builder.Services.AddSingleton&lt;IBackplane, MyBackplane>()</c>. The package Zzz.Testing contains a set of tests that each backplane must pass.
/// </para>
/// <para>
/// A backplane only carries messages. Zzz retries, limits what waits, counts and logs failures, tracks which nodes are alive, and decides which
/// topics a node needs. The methods may be called from any thread. A method that cannot do its work at once, because the connection is lost, throws;
/// it does not wait for the connection to return.
/// </para>
/// </remarks>
public interface IBackplane
{
    /// <summary>
    /// Connects, and from then on calls the host for each message. If the broker cannot be reached, the method calls
    /// <see cref="IBackplaneHost.Interrupted"/>, returns, and keeps trying to connect. May be called again after <see cref="StopAsync"/>.
    /// </summary>
    /// <param name="host">Receives the messages.</param>
    /// <param name="cancellationToken">Cancels the attempt.</param>
    /// <returns>A task that completes when the backplane is ready or is trying to connect.</returns>
    /// <exception cref="InvalidOperationException">
    /// The configuration is wrong, so that waiting would not help, for example because the password is refused. The message names the remedy.
    /// </exception>
    ValueTask StartAsync(IBackplaneHost host, CancellationToken cancellationToken);

    /// <summary>Ends all subscriptions, and disconnects. The host is not called after the task has completed.</summary>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <returns>A task that completes when the backplane has stopped.</returns>
    ValueTask StopAsync(CancellationToken cancellationToken);

    /// <summary>
    /// Subscribes this node to a topic. Each message that any node publishes after the task has completed, this node included, is passed to
    /// <see cref="IBackplaneHost.Received"/>. The subscription lasts until <see cref="UnsubscribeAsync"/>: after a lost connection, the backplane
    /// subscribes again on its own.
    /// </summary>
    /// <param name="topic">The topic: any string, of up to 1,000 bytes in UTF-8.</param>
    /// <param name="cancellationToken">Cancels the attempt.</param>
    /// <returns>A task that completes when the broker has confirmed the subscription.</returns>
    ValueTask SubscribeAsync(string topic, CancellationToken cancellationToken);

    /// <summary>Ends the subscription of this node to a topic. Does nothing if there is none.</summary>
    /// <param name="topic">The topic.</param>
    /// <param name="cancellationToken">Cancels the attempt.</param>
    /// <returns>A task that completes when no more messages on the topic are passed to the host.</returns>
    ValueTask UnsubscribeAsync(string topic, CancellationToken cancellationToken);

    /// <summary>
    /// Sends a message to all nodes that are subscribed to a topic, this one included. Messages on one topic arrive in the order of the calls,
    /// although Zzz makes each call without waiting for the previous one.
    /// </summary>
    /// <param name="topic">The topic.</param>
    /// <param name="message">The message, of any length. Its memory is valid until the task completes.</param>
    /// <param name="cancellationToken">Cancels the attempt.</param>
    /// <returns>The number of nodes that the message was sent to; <see langword="null"/> if the broker does not count them.</returns>
    ValueTask<int?> PublishAsync(string topic, ReadOnlyMemory<byte> message, CancellationToken cancellationToken);

    /// <summary>Sends a message to one node, which receives it through <see cref="IBackplaneHost.ReceivedByNode"/>, in the order of the calls.</summary>
    /// <param name="node">The node, as its <see cref="IBackplaneHost.Node"/> names it. If no such node exists, the message is lost.</param>
    /// <param name="message">The message. Its memory is valid until the task completes.</param>
    /// <param name="cancellationToken">Cancels the attempt.</param>
    /// <returns>A task that completes when the broker has taken the message.</returns>
    ValueTask SendAsync(string node, ReadOnlyMemory<byte> message, CancellationToken cancellationToken);
}
