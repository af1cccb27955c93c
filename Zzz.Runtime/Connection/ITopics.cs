using Zzz.Connection.Ports;

namespace Zzz.Connection;

/// <summary>The app's topics, as a connection uses them.</summary>
internal interface ITopics : IPubSub
{
    /// <summary>Creates the subscriptions of a new connection, at most <paramref name="limit"/>.</summary>
    ISubscriptions SubscriptionsOf(ServerConnection connection, int limit);
}
