namespace Zzz;

/// <summary>
/// Limits how many events a client may send on one topic. On a <see cref="ChannelAttribute">channel</see> class it limits all events
/// together, on a method only the events of that method. It applies in addition to <see cref="ChannelOptions.RateLimit"/>, which limits the
/// whole connection. <see cref="ChannelOptions.RateLimitAction"/> decides what happens to excess events.
/// </summary>
/// <remarks>The limit is kept for as long as the connection is open: leaving a topic and joining it again does not refill the limit.</remarks>
/// <param name="messagesPerSecond">The sustained rate, in messages per second. More than zero; 0.1 is one in ten seconds.</param>
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

    /// <summary>How many messages may arrive at once after a pause. Default: as many as in one second, rounded up. At least 1.</summary>
    public int Burst { get; set; } = (int)Math.Clamp(Math.Ceiling(messagesPerSecond), 1, int.MaxValue);
}
