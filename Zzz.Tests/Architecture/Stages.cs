namespace Zzz.Tests.Architecture;

/// <summary>The rooms of Zzz.Generators, and the types to which each may refer. A stage passes models on, and knows no later stage.</summary>
internal static class Stages
{
    private const string Root = "";

    private static readonly Dictionary<string, string[]> Uses = new()
    {
        ["Polyfills"] = [],
        ["Text"] = [],
        ["Kinds"] = [],
        ["Routing"] = ["Text"],
        ["Topics"] = ["Routing", "Text"],
        ["Parsing"] = ["Topics", "Routing", "Kinds", "Text"],
        ["Rules"] = ["Parsing", "Topics", "Routing", "Kinds", "Text"],
        ["Models"] = ["Kinds", "Text"],
        ["Gathering"] = ["Models", "Rules", "Parsing", "Topics", "Routing", "Kinds", "Text"],
        ["Emitting"] = ["Models", "Kinds", "Text"],
        ["Json"] = ["Gathering", "Parsing", "Text"],
        ["Analyzers"] = ["Json", "Gathering", "Models", "Rules", "Parsing", "Routing", "Kinds", "Text"],
    };

    /// <summary>Returns the rule that a reference breaks, or <see langword="null"/> if it breaks none.</summary>
    public static string? BrokenBy(Reference reference)
    {
        string room = HallOf(reference.Room);
        if (room == Root || reference.TypeRoom is not { } typeRoom) return null;
        if (!Uses.TryGetValue(room, out string[]? allowed)) return "a room that the stages do not know";
        string target = HallOf(typeRoom);
        if (target == Root) return reference.Type.Name == "ZzzGenerator" ? "the generator itself" : null;
        return target == room || target == "Polyfills" || allowed.Contains(target) ? null : $"{target} is not for {room}";
    }

    private static string HallOf(string room) => room.Split('/')[0];
}
