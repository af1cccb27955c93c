using Microsoft.AspNetCore.SignalR;

namespace Zzz.Bench.Servers.SignalR;

/// <summary>Lets a client join groups, and send to them.</summary>
internal sealed class TopicHub : Hub
{
    public Task Join(string topic) => Groups.AddToGroupAsync(Context.ConnectionId, topic);

    public Task Publish(string topic, string message) => Clients.Group(topic).SendAsync("message", message);
}
