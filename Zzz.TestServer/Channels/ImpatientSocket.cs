namespace Zzz.TestServer.Channels;

/// <summary>Soon gives up on a client whose heartbeats stop.</summary>
[ChannelRoute("/impatient", typeof(DeskChannel))]
public sealed class ImpatientSocket
{
    public static void Configure(WsOptions options) => options.Channels.HeartbeatTimeout = TimeSpan.FromSeconds(2);
}
