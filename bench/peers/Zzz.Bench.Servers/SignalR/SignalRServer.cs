namespace Zzz.Bench.Servers.SignalR;

/// <summary>SignalR with its JSON protocol.</summary>
internal sealed class SignalRServer : Contestant
{
    public override void AddTo(WebApplicationBuilder builder) =>
        builder.Services.AddSignalR(options => options.MaximumReceiveMessageSize = MaxMessageSize);

    public override void MapTo(WebApplication app)
    {
        foreach (string path in (string[])["/echo", "/publish"]) app.MapHub<MessageHub>(path);
        app.MapHub<SubscriberHub>("/subscribe");
        app.MapHub<EventHub>("/events");
    }
}
