namespace Zzz.Cluster.Messages;

/// <summary>Where and when a message between nodes was written.</summary>
/// <param name="Node">The id of the node.</param>
/// <param name="Number">The number of the message among those of the node.</param>
/// <param name="Time">The time, in milliseconds since 1970 (UTC).</param>
internal readonly record struct NodeStamp(ulong Node, long Number, long Time)
{
    /// <summary>The node as <see cref="IBackplaneHost.Node"/> names it.</summary>
    public string NodeName => NameOf(Node);

    public static string NameOf(ulong node) => node.ToString("x16", System.Globalization.CultureInfo.InvariantCulture);
}
