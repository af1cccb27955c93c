using System.Text;

namespace Zzz.Redis;

/// <summary>Makes the names of keys and channels. The three names of a topic have the same hash tag, so that a cluster keeps them on one node.</summary>
internal sealed class RedisKeys(string prefix)
{
    /// <summary>Precedes a topic that would make an empty hash tag, or that begins with this character itself.</summary>
    private const char Escape = '\\';

    /// <summary>The channel of a topic.</summary>
    public byte[] Channel(string topic) => Name(topic, "");

    /// <summary>The list of the messages that are kept of a topic.</summary>
    public byte[] Messages(string topic) => Name(topic, ":h");

    /// <summary>The hash with the epoch and the top of a topic.</summary>
    public byte[] Meta(string topic) => Name(topic, ":m");

    /// <summary>The channel of a node.</summary>
    public byte[] Node(string node) => Encoding.UTF8.GetBytes($"{prefix}:|node:{node}");

    private byte[] Name(string topic, string suffix) => Encoding.UTF8.GetBytes(
        topic is "" or ['}' or Escape, ..] ? $"{prefix}:{{{Escape}{topic}}}{suffix}" : $"{prefix}:{{{topic}}}{suffix}");
}
