using System.ComponentModel;

namespace Zzz.CompilerServices;

/// <summary>
/// The methods that the engine calls for one joined topic. For each channel, the generator derives a sealed class that calls the channel's
/// methods directly.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class ChannelInstance
{
    /// <summary>Called once, before the client has joined.</summary>
    /// <param name="socket">The client on the topic.</param>
    /// <param name="join">The join message, whose payload is valid until the task completes.</param>
    /// <returns>Whether the client may join.</returns>
    public virtual ValueTask<JoinResult> OnJoin(ChannelSocket socket, ChannelMessage join) => default;

    /// <summary>Called for each event that the channel has a handler for. The override also sends the reply.</summary>
    /// <param name="index">The event's place in the events of the <see cref="ChannelDefinition"/>.</param>
    /// <param name="socket">The client on the topic.</param>
    /// <param name="message">The event, whose payload is valid until the task completes.</param>
    /// <returns>The handler's task. The connection's next message waits for it.</returns>
    public virtual ValueTask OnEvent(int index, ChannelSocket socket, ChannelMessage message) => default;

    /// <summary>Called once, after the last event, if <see cref="OnJoin"/> accepted the client.</summary>
    /// <param name="socket">The client, to which nothing can be sent on this topic any more.</param>
    /// <returns>The handler's task.</returns>
    public virtual ValueTask OnLeave(ChannelSocket socket) => default;

    /// <summary>Whether the handler of an event takes services.</summary>
    /// <param name="index">The event's place in the events of the <see cref="ChannelDefinition"/>.</param>
    /// <returns>Whether the handler takes services, so that <see cref="With"/> can replace them.</returns>
    public virtual bool TakesServices(int index) => false;

    /// <summary>Returns an instance of the same channel whose event handlers take their services from another scope.</summary>
    /// <param name="services">The services for one event.</param>
    /// <returns>The instance, on which only <see cref="OnEvent"/> may be called.</returns>
    public virtual ChannelInstance With(IServiceProvider services) => this;

    /// <summary>Disposes the channel, if it is disposable.</summary>
    /// <returns>A task that completes when the channel has been disposed.</returns>
    public virtual ValueTask DisposeAsync() => default;
}
