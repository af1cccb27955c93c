namespace Zzz;

/// <summary>Marks a class as a channel. Zzz creates one instance of the class for each topic that a client joins.</summary>
/// <param name="topic">
/// The topics that the channel serves: a single topic, such as <c>lobby</c>; every topic with a prefix, such as <c>room:*</c>; or every topic
/// that fits a pattern with named values, such as <c>room:{id:int}</c>. Each value is passed to the method parameters of the same name. A
/// value extends to the next literal text in the pattern, and cannot be empty.
/// </param>
/// <remarks>
/// <para>
/// The class may have an <c>OnJoin</c> method, which returns a <see cref="JoinResult"/> or nothing, an <c>OnLeave</c> method, and one method
/// marked <see cref="OnAttribute"/> per event. Each may be synchronous or return a <c>Task</c> or <c>ValueTask</c>. Each declares the
/// parameters it needs: the <see cref="ChannelSocket"/>, the payload, the values of the topic, services marked <c>[FromServices]</c>, the
/// user as a <c>ClaimsPrincipal</c>, and a <c>CancellationToken</c> that is cancelled when the client leaves the topic.
/// </para>
/// <para><c>[Authorize]</c> on the class decides who may join.</para>
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
    /// <summary>The topic pattern, as written in the attribute.</summary>
    public string Topic { get; } = topic;
}
