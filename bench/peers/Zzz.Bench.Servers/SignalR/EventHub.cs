using System.Diagnostics.CodeAnalysis;
using Microsoft.AspNetCore.SignalR;

namespace Zzz.Bench.Servers.SignalR;

/// <summary>Answers an invocation with the object that the client sent.</summary>
internal sealed class EventHub : Hub
{
    [SuppressMessage("Performance", "CA1822", Justification = "A hub calls methods of its instances.")]
    public ChatMessage Echo(ChatMessage message) => message;
}
