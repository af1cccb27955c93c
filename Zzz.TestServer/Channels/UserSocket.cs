namespace Zzz.TestServer.Channels;

/// <summary>Accepts every client, under the name in its query string.</summary>
[ChannelRoute(
    "/socket",
    typeof(RoomChannel), typeof(DeskChannel), typeof(KeptRoomChannel), typeof(KeptDeskChannel), typeof(LogChannel), typeof(BriefLogChannel))]
public sealed class UserSocket
{
    public static void Configure(WsOptions options)
    {
        options.Channels.MaxTopicsPerConnection = 10;
        options.Channels.RateLimit = new WsRateLimit { MessagesPerSecond = 20, Burst = 60 };
    }

    public string? Id(WsConnection ws) => ws.QueryParam("id");
}
