namespace Zzz;

/// <summary>
/// Limits how many events a client may send on one topic. On a <see cref="ChannelAttribute">channel</see> class, the limit applies to all
/// events together; on a method, it applies only to the events that the method handles. <see cref="ChannelOptions.RateLimit"/>, which limits
/// the whole connection, applies as well. <see cref="ChannelOptions.RateLimitAction"/> decides what happens to excess events.
/// </summary>
/// <remarks>Leaving a topic and joining it again does not reset the limit, which lasts as long as the connection.</remarks>
/// <param name="messagesPerSecond">
/// The sustained rate, in messages per second. Must be more than zero; 0.1 means one message every ten seconds.
/// </param>
/// <example>
/// <code>
/// [On("typing"), RateLimit(2, Burst = 5)]
/// public void Typing(ChannelSocket socket) => socket.BroadcastFrom("typing", new Typing(socket.User.Identity?.Name));
/// </code>
/// </example>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Method)]
public sealed class RateLimitAttribute(double messagesPerSecond) : Attribute
{
    /// <summary>The sustained rate, in messages per second.</summary>
    public double MessagesPerSecond { get; } = messagesPerSecond;

    /// <summary>How many messages may arrive at once after a pause. Default: one second's worth, rounded up; must be at least 1.</summary>
    public int Burst { get; set; } = (int)Math.Clamp(Math.Ceiling(messagesPerSecond), 1, int.MaxValue);
}
