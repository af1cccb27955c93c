namespace Zzz;

/// <summary>
/// Makes a method of a <see cref="ChannelAttribute">channel</see> the handler of an event. What it returns is the reply; one that takes a
/// <see cref="ReplyTo"/> answers itself; any other answers ok as soon as it has ended.
/// </summary>
/// <param name="eventName">The event's name. Those that begin with <c>phx_</c> are the protocol's own.</param>
/// <remarks><c>[Authorize]</c> on the method judges who may send the event.</remarks>
/// <example>
/// <code>
/// [On("add")]
/// public Sum Add(Operands payload) => new(payload.A + payload.B);
/// </code>
/// </example>
[AttributeUsage(AttributeTargets.Method, AllowMultiple = true)]
public sealed class OnAttribute(string eventName) : Attribute
{
    /// <summary>The event's name.</summary>
    public string EventName { get; } = eventName;
}
