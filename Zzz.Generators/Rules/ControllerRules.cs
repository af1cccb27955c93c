using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Zzz.Generators.Parsing;

namespace Zzz.Generators.Rules;

/// <summary>All rules about one controller. Whoever breaks none of them gets a session.</summary>
internal static class ControllerRules
{
    public static ImmutableArray<ControllerRule> All { get; } = [];

    public static IEnumerable<Diagnostic> Check(Controller controller) => All.SelectMany(rule => rule.Check(controller));
}
