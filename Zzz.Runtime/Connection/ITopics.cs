using Zzz.Connection.Ports;

namespace Zzz.Connection;

/// <summary>What a connection needs of the app's topics.</summary>
internal interface ITopics : IPubSub
{
    /// <summary>The subscriptions of a connection that is new, of which it may have <paramref name="limit"/>.</summary>
    ISubscriptions SubscriptionsOf(ServerConnection connection, int limit);
}
