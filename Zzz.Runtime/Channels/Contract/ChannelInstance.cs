using System.ComponentModel;

namespace Zzz.CompilerServices;

/// <summary>
/// What the engine calls for one joined topic. The generator derives one sealed class per channel, which calls its methods directly.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class ChannelInstance
{
    /// <summary>Called once, before the client is in.</summary>
    /// <param name="socket">The client on the topic.</param>
    /// <param name="join">The join message, whose payload is valid until the task completes.</param>
    /// <returns>Whether the client is in.</returns>
    public virtual ValueTask<JoinResult> OnJoin(ChannelSocket socket, ChannelMessage join) => default;

    /// <summary>Called for each event that the channel has a handler for. The override also replies.</summary>
    /// <param name="index">The event's place in the events of the <see cref="ChannelDefinition"/>.</param>
    /// <param name="socket">The client on the topic.</param>
    /// <param name="message">The event, whose payload is valid until the task completes.</param>
    /// <returns>The handler's task: the next message of the connection waits for it.</returns>
    public virtual ValueTask OnEvent(int index, ChannelSocket socket, ChannelMessage message) => default;

    /// <summary>Called once, after the last event, if <see cref="OnJoin"/> let the client in.</summary>
    /// <param name="socket">The client on the topic, to which nothing can be sent any more.</param>
    /// <returns>The handler's task.</returns>
    public virtual ValueTask OnLeave(ChannelSocket socket) => default;

    /// <summary>Disposes of the channel, if it can be disposed of.</summary>
    /// <returns>The channel's task.</returns>
    public virtual ValueTask DisposeAsync() => default;
}
