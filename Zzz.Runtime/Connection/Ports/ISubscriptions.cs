namespace Zzz.Connection.Ports;

/// <summary>The topics that one connection is subscribed to.</summary>
internal interface ISubscriptions
{
    /// <summary>Subscribes, or returns <see langword="false"/> if the connection is already subscribed, is at its limit, or has ended.</summary>
    bool TryAdd(string topic, out bool isFull);

    /// <summary>Unsubscribes, or returns <see langword="false"/> if the connection was not subscribed.</summary>
    bool Remove(string topic);

    /// <summary>Ends all subscriptions, and refuses new ones.</summary>
    void End();
}
