namespace Zzz.Tests.Channels.History;

/// <summary>The socket of <see cref="LogChannel"/>, which the generator maps.</summary>
[ChannelRoute("/log", typeof(LogChannel))]
public sealed class LogSocket;

/// <summary>A channel with a history, as a user writes it.</summary>
[Channel("log:*"), History(3, Minutes = 0.5, MaxBytes = 1024, Except = ["typing"])]
public sealed class LogChannel
{
    public async Task<JoinResult> OnJoin(ChannelSocket socket) => JoinResult.Ok(await socket.RecoverAsync());

    [On("line")]
    public void Line(ChannelSocket socket, string text) => socket.Broadcast("line", text);

    [On("typing")]
    public void Typing(ChannelSocket socket, string text) => socket.BroadcastFrom("typing", text);
}
