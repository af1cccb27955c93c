namespace Zzz.Connection.Ports;

/// <summary>The topics that one connection is subscribed to.</summary>
internal interface ISubscriptions
{
    /// <summary><see langword="false"/>: it is subscribed already, it has ended, or it has as many subscriptions as it may have.</summary>
    bool TryAdd(string topic, out bool isFull);

    /// <summary><see langword="false"/>: it was not subscribed.</summary>
    bool Remove(string topic);

    /// <summary>Ends all subscriptions, and refuses new ones.</summary>
    void End();
}
