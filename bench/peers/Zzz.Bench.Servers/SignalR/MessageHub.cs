using System.Diagnostics.CodeAnalysis;
using Microsoft.AspNetCore.SignalR;

namespace Zzz.Bench.Servers.SignalR;

/// <summary>Answers an invocation with its argument, and sends a message to all subscribers.</summary>
internal sealed class MessageHub(IHubContext<SubscriberHub> subscribers) : Hub
{
    [SuppressMessage("Performance", "CA1822", Justification = "A hub calls methods of its instances.")]
    public string Echo(string message) => message;

    [SuppressMessage("Performance", "CA1822", Justification = "A hub calls methods of its instances.")]
    public byte[] EchoBytes(byte[] message) => message;

    public Task Publish(string message) => subscribers.Clients.All.SendAsync("message", message);
}
