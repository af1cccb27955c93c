using Microsoft.AspNetCore.SignalR;

namespace Zzz.Bench.Servers.SignalR;

/// <summary>The connections to which broadcasts are sent.</summary>
internal sealed class SubscriberHub : Hub;
