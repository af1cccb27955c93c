using Microsoft.AspNetCore.SignalR;

namespace Zzz.Bench.Servers.SignalR;

/// <summary>SignalR with its JSON protocol.</summary>
internal sealed class SignalRServer(string? redis) : Contestant
{
    public override void AddTo(WebApplicationBuilder builder)
    {
        ISignalRServerBuilder signalR = builder.Services.AddSignalR(options =>
        {
            options.MaximumReceiveMessageSize = MaxMessageSize;
            if (redis is not null) options.KeepAliveInterval = options.ClientTimeoutInterval = TimeSpan.FromHours(1); // clients of a cluster only listen
        });
        if (redis is not null) signalR.AddStackExchangeRedis(redis);
    }

    public override void MapTo(WebApplication app)
    {
        foreach (string path in (string[])["/echo", "/publish"]) app.MapHub<MessageHub>(path);
        app.MapHub<SubscriberHub>("/subscribe");
        app.MapHub<EventHub>("/events");
        app.MapHub<TopicHub>("/topics");
        app.MapPost("/send/{topic}", async (string topic, HttpRequest request, IHubContext<TopicHub> hub) =>
            await hub.Clients.Group(topic).SendAsync("message", await new StreamReader(request.Body).ReadToEndAsync()));
    }
}
