namespace Zzz.Cluster;

/// <summary>The other nodes that are alive, as far as this node has heard. Pure, apart from its lock.</summary>
/// <remarks>
/// Time is counted in beats: heartbeats of this node that came back from the broker. A node that is itself cut off, or was paused, hears nobody, and
/// its count stands still. So it does not declare all others dead.
/// </remarks>
internal sealed class NodeRegistry
{
    /// <summary>A node counts as gone if it has not been heard during this many beats.</summary>
    public const int BeatsPerTimeout = 4;

    private readonly Lock _lock = new();
    private readonly Dictionary<string, long> _heard = [];
    private long _beats;

    /// <summary>The nodes that are alive, with this one.</summary>
    public int Count
    {
        get
        {
            lock (_lock) return _heard.Count + 1;
        }
    }

    /// <summary>Notes that a node is alive, and returns whether it is new.</summary>
    public bool Hear(string node)
    {
        lock (_lock)
        {
            bool isNew = !_heard.ContainsKey(node);
            _heard[node] = _beats;
            return isNew;
        }
    }

    /// <summary>Removes a node that has said goodbye, and returns whether it was known.</summary>
    public bool Remove(string node)
    {
        lock (_lock) return _heard.Remove(node);
    }

    /// <summary>Counts a heartbeat of this node, and removes and returns the nodes that have been silent for too long.</summary>
    public string[] Beat()
    {
        lock (_lock)
        {
            _beats++;
            string[] silent = [.. _heard.Where(node => _beats - node.Value >= BeatsPerTimeout).Select(node => node.Key)];
            foreach (string node in silent) _heard.Remove(node);
            return silent;
        }
    }
}
