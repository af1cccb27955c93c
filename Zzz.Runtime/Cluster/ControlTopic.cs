using Zzz.Cluster.Logs;

namespace Zzz.Cluster;

/// <summary>The topic that every node is subscribed to, and how the names of the app's topics are kept apart from it.</summary>
internal static class ControlTopic
{
    public const string Name = "|control";

    /// <summary>The limits of its log, from which a node that was cut off reads the disconnects that it has missed.</summary>
    public static readonly LogLimits Limits = new(1000, 1024 * 1024, TimeSpan.FromMinutes(10));

    /// <summary>Returns the name of an app's topic on the backplane.</summary>
    public static string Escape(string topic) => topic.StartsWith('|') ? "|" + topic : topic;

    /// <summary>Returns the app's topic for a name on the backplane.</summary>
    public static string Unescape(string name) => name.StartsWith("||", StringComparison.Ordinal) ? name[1..] : name;
}
