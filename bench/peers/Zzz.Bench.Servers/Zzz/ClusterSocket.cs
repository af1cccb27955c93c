namespace Zzz.Bench.Servers.Zzz;

[ChannelRoute("/channels", typeof(FleetingChannel), typeof(HistoryChannel))]
public sealed class ClusterSocket
{
    public static void Configure(WsOptions options)
    {
        options.Channels.RateLimit = null;
        options.Channels.MaxTopicsPerConnection = 10_000;
        options.Channels.HeartbeatTimeout = TimeSpan.FromHours(1); // clients of a cluster only listen
    }
}
