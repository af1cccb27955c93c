namespace Zzz;

/// <summary>
/// Limits how many events a client may send on one topic of a <see cref="ChannelAttribute">channel</see>, or how many of one event. It
/// counts beside <see cref="ChannelOptions.RateLimit"/>, which limits the whole connection, and <see cref="ChannelOptions.RateLimitAction"/>
/// says what happens to the others. It lasts as long as the connection: leaving the topic and joining it again refills nothing.
/// </summary>
/// <param name="messagesPerSecond">How many in the long run, per second. More than zero; 0.1 is one in ten seconds.</param>
/// <example>
/// <code>
/// [On("typing"), RateLimit(2, Burst = 5)]
/// public void Typing(ChannelSocket socket) => socket.BroadcastFrom("typing", new Typing(socket.User.Identity?.Name));
/// </code>
/// </example>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Method)]
public sealed class RateLimitAttribute(double messagesPerSecond) : Attribute
{
    /// <summary>How many in the long run, per second.</summary>
    public double MessagesPerSecond { get; } = messagesPerSecond;

    /// <summary>How many may come at once after a pause. Default: those of one second, and at least 1.</summary>
    public int Burst { get; set; } = (int)Math.Clamp(Math.Ceiling(messagesPerSecond), 1, int.MaxValue);
}
