using Microsoft.CodeAnalysis;
using Zzz.Generators.Kinds;
using Zzz.Generators.Parsing;

namespace Zzz.Generators.Rules.Channels;

/// <summary>A topic pattern that the runtime would refuse when the app starts, or that could never match.</summary>
internal sealed class InvalidTopicRule() : ClassRule(Broken)
{
    private static readonly DiagnosticDescriptor Broken = Rule.Error(
        "ZZZ7001",
        "A topic pattern is not valid",
        "'{0}' is not a valid topic pattern: {1}");

    public override IEnumerable<Diagnostic> Check(MarkedClass marked)
    {
        if (marked is { Kind: MarkedClassKind.Channel, Pattern.Mistake: { } mistake })
            yield return Diagnostic.Create(Descriptor, marked.PatternLocation, marked.PatternAsWritten, mistake);
    }
}
