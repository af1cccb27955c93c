namespace Zzz.Testing.Cluster;

/// <summary>A call that waits for the broker to resume.</summary>
internal readonly record struct StalledCall(BrokerNode Node, Action Run, Action<Exception> Fail);
