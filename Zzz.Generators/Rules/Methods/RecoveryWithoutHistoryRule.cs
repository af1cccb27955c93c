using Microsoft.CodeAnalysis;
using Zzz.Generators.Kinds;
using Zzz.Generators.Parsing;
using Zzz.Generators.Text;

namespace Zzz.Generators.Rules.Methods;

/// <summary>A <c>RecoverAsync</c> that always returns <see langword="false"/>, because the channel keeps no messages.</summary>
internal sealed class RecoveryWithoutHistoryRule() : MethodRule(Broken)
{
    private static readonly DiagnosticDescriptor Broken = Rule.Warning(
        "ZZZ7012",
        "A channel without a history calls RecoverAsync",
        "RecoverAsync always returns false, because '{0}' has no history: put [History(100)] on it, or remove the call");

    public override IEnumerable<Diagnostic> Check(MarkedMethod method) =>
        method is { IsInherited: false, Class.Kind: MarkedClassKind.Channel }
        ? from operation in method.Operations
          where RecoveryAfterJoinRule.IsRecovery(operation) && !RecoveryAfterJoinRule.IsBrokenBy(operation, method) && !HasHistory(method.Class)
          select At(operation, method.Class.Type.Name)
        : [];

    private static bool HasHistory(MarkedClass channel) =>
        AttributeSearch.OfType(channel.Type).Any(attribute => attribute.AttributeClass.Is(KnownTypes.HistoryAttribute));
}
