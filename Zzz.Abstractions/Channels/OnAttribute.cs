namespace Zzz;

/// <summary>
/// Marks a method of a <see cref="ChannelAttribute">channel</see> as the handler of an event. The method's return value becomes the reply. A
/// method that takes a <see cref="ReplyTo"/> sends the reply itself. If a method does neither, Zzz replies ok when it completes.
/// </summary>
/// <param name="eventName">
/// The event's name, at most 255 bytes in UTF-8. Names that begin with <c>phx_</c> are reserved for the protocol.
/// </param>
/// <remarks>
/// <c>[Authorize]</c> on the method decides who may send the event. A method may have several of these attributes, one per event.
/// </remarks>
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
