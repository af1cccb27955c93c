using Microsoft.AspNetCore.SignalR;

namespace Zzz.Bench.Servers.SignalR;

/// <summary>The connections that broadcasts go to.</summary>
internal sealed class SubscriberHub : Hub;
