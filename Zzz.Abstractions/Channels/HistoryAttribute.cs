namespace Zzz;

/// <summary>
/// Keeps the latest broadcasts of each topic of a <see cref="ChannelAttribute">channel</see>, so that a client whose connection was lost
/// receives what it missed when it joins again: every message once, in order. A client that cannot receive all missed messages is notified
/// instead.
/// </summary>
/// <remarks>
/// <para>
/// Clients that know positions, such as zzz.js, recover on their own. Other clients, such as phoenix.js, are not affected. A message counts
/// as missed only if it was broadcast; messages that were pushed to one client are not kept.
/// </para>
/// <para>
/// The history of a topic is limited by number, age and size, whichever limit is reached first. <see cref="ZzzOptions.MaxHistoryBytes"/>
/// limits the histories of all topics together. Histories are kept in memory, and end with the
/// process, unless the app has an <see cref="IBackplaneLog"/> such as Redis, which keeps them for all nodes.
/// </para>
/// </remarks>
/// <param name="messages">The greatest number of messages that are kept for a topic, from 1 to 10,000.</param>
/// <example>
/// <code>
/// [Channel("room:*"), History(100, Minutes = 5, Except = ["typing"])]
/// public sealed class RoomChannel
/// {
///     public async Task&lt;JoinResult> OnJoin(ChannelSocket socket, Database database) =>
///         await socket.RecoverAsync() ? JoinResult.Ok() : JoinResult.Ok(await database.LastMessages(socket.Topic));
/// }
/// </code>
/// </example>
[AttributeUsage(AttributeTargets.Class)]
public sealed class HistoryAttribute(int messages) : Attribute
{
    /// <summary>The greatest number of messages that are kept for a topic.</summary>
    public int Messages { get; } = messages;

    /// <summary>How long a message is kept, in minutes. Default 5; must be more than zero, and at most a year.</summary>
    public double Minutes { get; set; } = 5;

    /// <summary>The greatest size of the messages that are kept for a topic, in bytes. Default 256 KiB; must be at least 1.</summary>
    public int MaxBytes { get; set; } = 256 * 1024;

    /// <summary>The events that are not kept, because no client needs them later, such as <c>typing</c>. Default: none.</summary>
    public string[] Except { get; set; } = [];
}
