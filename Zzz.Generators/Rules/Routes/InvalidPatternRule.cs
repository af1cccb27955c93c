using Microsoft.CodeAnalysis;
using Zzz.Generators.Kinds;
using Zzz.Generators.Parsing;

namespace Zzz.Generators.Rules.Routes;

/// <summary>A pattern that ASP.NET Core would refuse when the app starts, or that could never match.</summary>
internal sealed class InvalidPatternRule() : ClassRule(Broken)
{
    private static readonly DiagnosticDescriptor Broken = Rule.Error(
        "ZZZ2001",
        "A route pattern is not valid",
        "'{0}' is not a valid route pattern: {1}");

    public override IEnumerable<Diagnostic> Check(MarkedClass marked)
    {
        if (marked is { Kind: not MarkedClassKind.Channel, Pattern.Mistake: { } mistake })
            yield return Diagnostic.Create(Descriptor, marked.PatternLocation, marked.PatternAsWritten, mistake);
    }
}
