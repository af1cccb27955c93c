using System.Collections.Immutable;

namespace Zzz.Generators.Routing;

/// <summary>The pattern with which a class is marked: that of a route, or that of a channel's topics.</summary>
/// <param name="Text">The pattern in the form that the runtime reads.</param>
/// <param name="Parameters">The names of the pattern's values.</param>
/// <param name="Mistake">The mistake in the pattern and what to write instead; null if there is none.</param>
internal abstract record Pattern(string Text, ImmutableArray<string> Parameters, string? Mistake)
{
    /// <summary>Returns the name of a value as the pattern writes it, given the name in any case, or null if the pattern has no such value.</summary>
    public string? ParameterCalled(string name)
    {
        foreach (string known in Parameters)
            if (known.Equals(name, StringComparison.OrdinalIgnoreCase)) return known;
        return null;
    }

    /// <summary>Returns the names of the constraints on a value that have no arguments, such as <c>int</c>.</summary>
    public abstract IEnumerable<string> ConstraintsOn(string parameter);
}
