using System.Collections.Immutable;
using System.Globalization;
using Microsoft.CodeAnalysis;
using Zzz.Generators.Kinds;
using Zzz.Generators.Parsing;
using Zzz.Generators.Topics;

namespace Zzz.Generators.Rules.Channels;

/// <summary>A channel that is hidden by an earlier one, which gets all of its topics.</summary>
internal sealed class HiddenChannelRule() : ClassRule(Broken)
{
    /// <summary>The property of the diagnostic that holds the index of the hiding channel, if listing that channel later is a remedy.</summary>
    public const string HidingIndex = nameof(HidingIndex);

    private static readonly DiagnosticDescriptor Broken = Rule.Error(
        "ZZZ7003",
        "A channel is hidden by an earlier one",
        "'{0}' never gets a topic, because '{1}', which is tried before it, has '{2}': {3}");

    public override IEnumerable<Diagnostic> Check(MarkedClass marked)
    {
        if (marked.Kind != MarkedClassKind.Socket) yield break;
        ImmutableArray<SocketChannel> channels = SocketChannel.Of(marked);
        for (int i = 1; i < channels.Length; i++)
        {
            int hiding = 0;
            while (hiding < i && !Hides(channels[hiding].Class, channels[i].Class)) hiding++;
            if (hiding < i) yield return DiagnosticFor(channels[i].Location, channels[i].Class!, channels[hiding].Class!, hiding);
        }
    }

    private static bool Hides(MarkedClass? before, MarkedClass? channel) =>
        before?.Pattern is TopicPattern { Mistake: null } first && channel?.Pattern is TopicPattern { Mistake: null } second && first.Covers(second);

    private Diagnostic DiagnosticFor(Location place, MarkedClass hidden, MarkedClass hiding, int index) => Diagnostic.Create(
        Descriptor,
        place,
        Hides(hidden, hiding) ? null : ImmutableDictionary<string, string?>.Empty.Add(HidingIndex, index.ToString(CultureInfo.InvariantCulture)),
        hidden.Type.Name,
        hiding.Type.Name,
        hiding.PatternAsWritten,
        Remedy(hidden, hiding));

    private static string Remedy(MarkedClass hidden, MarkedClass hiding) =>
        SymbolEqualityComparer.Default.Equals(hidden.Type, hiding.Type) ? "name it once"
        : Hides(hidden, hiding) ? "give one of them another pattern"
        : $"name '{hidden.Type.Name}' first";
}
