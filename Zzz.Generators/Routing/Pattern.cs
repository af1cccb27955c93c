using System.Collections.Immutable;

namespace Zzz.Generators.Routing;

/// <summary>What a class is marked with: the pattern of a route, or that of a channel's topics.</summary>
/// <param name="Text">The pattern as the runtime reads it.</param>
/// <param name="Parameters">The names of its values.</param>
/// <param name="Mistake">What is wrong and what to write instead; null if nothing is.</param>
internal abstract record Pattern(string Text, ImmutableArray<string> Parameters, string? Mistake)
{
    /// <summary>The name of a value as the pattern writes it, given in any case; null if it has none of that name.</summary>
    public string? ParameterCalled(string name)
    {
        foreach (string known in Parameters)
            if (known.Equals(name, StringComparison.OrdinalIgnoreCase)) return known;
        return null;
    }

    /// <summary>The names of the constraints without arguments, such as <c>int</c>, on the value that the pattern gives a name.</summary>
    public abstract IEnumerable<string> ConstraintsOn(string parameter);
}
