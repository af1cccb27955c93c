namespace Zzz.Testing.Cluster.Conformance;

/// <summary>The sentences of the contract that the cases check. A test compares them with the documentation of the interfaces.</summary>
internal static class Contract
{
    public static readonly Rule AtMostOnce = new(nameof(IBackplane), "A message is delivered at most once.");
    public static readonly Rule AnyThread = new(nameof(IBackplane), "The methods may be called from any thread.");

    public static readonly Rule NoWaiting = new(
        nameof(IBackplane),
        "A method that cannot do its work at once, because the connection is lost, throws; it does not wait for the connection to return.");

    public static readonly Rule StartAgain = new("IBackplane.StartAsync", "May be called again after StopAsync.");
    public static readonly Rule Ready = new("IBackplane.StartAsync", "A task that completes when the backplane is ready or is trying to connect.");
    public static readonly Rule EndsSubscriptions = new("IBackplane.StopAsync", "Ends all subscriptions, and disconnects.");
    public static readonly Rule Stopped = new("IBackplane.StopAsync", "The host is not called after the task has completed.");

    public static readonly Rule Subscribed = new(
        "IBackplane.SubscribeAsync",
        "Each message that any node publishes after the task has completed, this node included, is passed to IBackplaneHost.Received.");

    public static readonly Rule SubscriptionLasts = new(
        "IBackplane.SubscribeAsync", "The subscription lasts until UnsubscribeAsync: after a lost connection, the backplane subscribes again on its own.");

    public static readonly Rule AnyTopic = new("IBackplane.SubscribeAsync", "The topic: any string, of up to 1,000 bytes in UTF-8.");
    public static readonly Rule Cancels = new("IBackplane.SubscribeAsync", "Cancels the attempt.");
    public static readonly Rule Unsubscribed = new("IBackplane.UnsubscribeAsync", "A task that completes when no more messages on the topic are passed to the host.");
    public static readonly Rule NotSubscribed = new("IBackplane.UnsubscribeAsync", "Does nothing if there is none.");
    public static readonly Rule Published = new("IBackplane.PublishAsync", "Sends a message to all nodes that are subscribed to a topic, this one included.");

    public static readonly Rule Order = new(
        "IBackplane.PublishAsync",
        "Messages on one topic arrive in the order of the calls, although Zzz makes each call without waiting for the previous one.");

    public static readonly Rule AnyLength = new("IBackplane.PublishAsync", "The message, of any length.");
    public static readonly Rule Memory = new("IBackplane.PublishAsync", "Its memory is valid until the task completes.");

    public static readonly Rule Count = new(
        "IBackplane.PublishAsync", "The number of nodes that the message was sent to; null if the broker does not count them.");

    public static readonly Rule Sent = new(
        "IBackplane.SendAsync", "Sends a message to one node, which receives it through IBackplaneHost.ReceivedByNode, in the order of the calls.");

    public static readonly Rule NoSuchNode = new("IBackplane.SendAsync", "If no such node exists, the message is lost.");
    public static readonly Rule OnTopic = new("IBackplaneHost.Received", "Passes on a message on a topic that this node is subscribed to.");

    public static readonly Rule OneAtATime = new(
        "IBackplaneHost.Received",
        "The calls for one topic must be made one after another, in the order in which the broker received the messages.");

    public static readonly Rule Independent = new(
        "IBackplaneHost.Received", "Calls for different topics may run at the same time: one that takes long must not delay the others.");

    public static readonly Rule Position = new("IBackplaneHost.Received", "The position in the topic's log, if the message was appended to one.");
    public static readonly Rule NodeOneAtATime = new("IBackplaneHost.ReceivedByNode", "The calls must be made one after another.");
    public static readonly Rule Interrupted = new("IBackplaneHost.Interrupted", "Reports that the connection is lost: from now on, messages from other nodes may be lost.");
    public static readonly Rule Restored = new("IBackplaneHost.Restored", "Reports that the connection and all subscriptions have been restored.");

    public static readonly Rule Keeps = new(nameof(IBackplaneLog), "Keeps the latest messages of each topic that has a history, for all nodes.");

    public static readonly Rule Appended = new(
        "IBackplaneLog.AppendAsync",
        "Appends messages to a topic's log at the next offsets, and sends each to all nodes that are subscribed to the topic, together with its position.");

    public static readonly Rule OneStep = new(
        "IBackplaneLog.AppendAsync", "Both happen as one step: nodes receive messages in the order of their offsets.");

    public static readonly Rule Latest = new("IBackplaneLog.ReadAsync", "The position after which to read; null for the latest messages.");
    public static readonly Rule Limit = new("IBackplaneLog.ReadAsync", "The greatest number of messages to return; 0 to read only the top.");
    public static readonly Rule Batch = new("BackplaneAppend.Messages", "They are stored in this order, all or none, with consecutive offsets.");
    public static readonly Rule BatchMemory = new("BackplaneAppend.Messages", "Their memory is valid until the call completes.");
    public static readonly Rule Retry = new("BackplaneAppend.IsRetry", "If it did, they must not be stored again: the call returns their position.");

    public static readonly Rule Known = new(
        "BackplaneAppend.Known",
        "If the next offset in the same epoch is not above its offset, the log has lost messages, so it must begin a new epoch.");

    public static readonly Rule MaxMessages = new("BackplaneAppend.MaxMessages", "The greatest number of messages to keep in the log.");
    public static readonly Rule MaxBytes = new("BackplaneAppend.MaxBytes", "The greatest size of the messages to keep in the log.");
    public static readonly Rule LatestIsKept = new("BackplaneAppend.MaxBytes", "The latest message is kept even if it is larger.");
    public static readonly Rule Last = new("BackplaneAppended.Last", "The position of the last message that was appended.");
    public static readonly Rule AppendCount = new("BackplaneAppended.Nodes", "The number of nodes that the messages were sent to; null if the broker does not count them.");
    public static readonly Rule Top = new("BackplaneRead.Top", "The position of the last message in the log.");

    public static readonly Rule Empty = new(
        "BackplaneRead.Top", "A topic without messages has offset 0, in an epoch that its first message will have too.");

    public static readonly Rule UpToTop = new("BackplaneRead.Messages", "The messages up to Top, in order and without holes.");

    public static readonly Rule NotAll = new(
        "BackplaneRead.Messages",
        "null if not all messages after the position can be returned: some are no longer kept, there are more than the limit, or the position is from another epoch or above the top.");
}
