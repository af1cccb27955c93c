namespace Zzz.Tests.Architecture;

/// <summary>Finds circles: sets of nodes in a graph that can all reach each other.</summary>
internal static class Circles
{
    public static List<HashSet<string>> Among(ILookup<string, string> edges)
    {
        string[] nodes = [.. edges.Select(edge => edge.Key)];
        Dictionary<string, HashSet<string>> reached = nodes.ToDictionary(node => node, node => ReachedFrom(node, edges));
        List<HashSet<string>> circles = [];
        foreach (string node in nodes)
        {
            if (!reached[node].Contains(node) || circles.Exists(circle => circle.Contains(node))) continue;
            circles.Add([.. reached[node].Where(other => reached.TryGetValue(other, out HashSet<string>? back) && back.Contains(node))]);
        }

        return circles;
    }

    private static HashSet<string> ReachedFrom(string start, ILookup<string, string> edges)
    {
        HashSet<string> seen = [];
        var waiting = new Stack<string>(edges[start]);
        while (waiting.TryPop(out string? node))
        {
            if (!seen.Add(node)) continue;
            foreach (string next in edges[node]) waiting.Push(next);
        }

        return seen;
    }
}
