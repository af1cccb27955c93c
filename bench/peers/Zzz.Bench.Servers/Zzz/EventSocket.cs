namespace Zzz.Bench.Servers.Zzz;

[ChannelRoute("/events", typeof(EventChannel))]
public sealed class EventSocket
{
    public static void Configure(WsOptions options) => options.Channels.RateLimit = null; // as SignalR has it
}
