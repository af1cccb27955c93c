namespace Zzz;

/// <summary>Makes a class a channel: each topic that a client joins gets an instance of it.</summary>
/// <param name="topic">
/// The topics that it serves: one, such as <c>lobby</c>; all that begin alike, such as <c>room:*</c>; or a pattern with values, such as
/// <c>room:{id:int}</c>, which parameters of its methods get by their names. A value reaches up to the next literal text, and is not empty.
/// </param>
/// <remarks>
/// <para>
/// The class may have <c>OnJoin</c>, which returns a <see cref="JoinResult"/> or nothing, <c>OnLeave</c>, and a method marked
/// <see cref="OnAttribute"/> for each event. All may be synchronous or return a <c>Task</c> or <c>ValueTask</c>, and take what they need of
/// <see cref="ChannelSocket"/>, the payload, the values of the topic, services marked <c>[FromServices]</c>, <c>ClaimsPrincipal</c> and
/// <c>CancellationToken</c>, which fires when the topic is left.
/// </para>
/// <para><c>[Authorize]</c> on the class judges who may join.</para>
/// </remarks>
/// <example>
/// <code>
/// [Channel("room:*")]
/// public sealed class RoomChannel
/// {
///     public JoinResult OnJoin(ChannelSocket socket, JoinRoom payload) =>
///         payload.Name.Length > 0 ? JoinResult.Ok() : JoinResult.Error("no name");
///
///     [On("new_msg")]
///     public void NewMessage(ChannelSocket socket, NewMessage payload) => socket.Broadcast("new_msg", payload);
///
///     public void OnLeave(ChannelSocket socket) { }
/// }
/// </code>
/// </example>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class ChannelAttribute(string topic) : Attribute
{
    /// <summary>The pattern of its topics, as it was written.</summary>
    public string Topic { get; } = topic;
}
