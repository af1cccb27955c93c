namespace Zzz.TestServer.Channels;

/// <summary>Gives up soon on a client whose heartbeats stop.</summary>
[ChannelRoute("/impatient", typeof(DeskChannel))]
public sealed class ImpatientSocket
{
    public static void Configure(WsOptions options) => options.Channels.HeartbeatTimeout = TimeSpan.FromSeconds(2);
}
