using Zzz.Connection.Ports;

namespace Zzz.Connection;

/// <summary>The app's topics, with the members that a connection uses.</summary>
internal interface ITopics : IPubSub
{
    /// <summary>Creates the subscriptions for a new connection, at most <paramref name="limit"/> of them.</summary>
    ISubscriptions SubscriptionsOf(ServerConnection connection, int limit);
}
