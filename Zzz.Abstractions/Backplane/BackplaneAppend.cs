namespace Zzz;

/// <summary>Messages to be appended to the log of one topic.</summary>
/// <param name="Messages">
/// The messages, at least one. They are stored in this order, all or none, with consecutive offsets. Their memory is valid until the call completes.
/// </param>
/// <param name="Id">Identifies this append among all of all nodes, in at most 40 ASCII characters. A retry has the same messages and the same id.</param>
/// <param name="IsRetry">
/// Whether an earlier attempt may have stored the messages. If it did, they must not be stored again: the call returns their position.
/// </param>
/// <param name="Known">
/// The last position that this node has seen, if any. If the next offset in the same epoch is not above its offset, the log has lost messages, so it
/// must begin a new epoch.
/// </param>
/// <param name="MaxMessages">The greatest number of messages to keep in the log.</param>
/// <param name="MaxBytes">The greatest size of the messages to keep in the log. The latest message is kept even if it is larger.</param>
/// <param name="MaxAge">How long the log must keep a message. It may keep messages longer.</param>
public readonly record struct BackplaneAppend(
    IReadOnlyList<ReadOnlyMemory<byte>> Messages,
    string Id,
    bool IsRetry,
    TopicPosition? Known,
    int MaxMessages,
    int MaxBytes,
    TimeSpan MaxAge);
