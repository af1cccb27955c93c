using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Zzz.Generators.Parsing;
using Zzz.Generators.Rules.Methods;

namespace Zzz.Generators.Rules;

/// <summary>All rules for the code in a controller's methods.</summary>
internal static class MethodRules
{
    public static ImmutableArray<MethodRule> All { get; } =
    [
        new OutlivingPayloadRule(),
        new BlockingCallRule(),
        new UnknownRouteValueRule(),
        new ForgottenReplyRule(),
        new RecoveryWithoutHistoryRule(),
        new RecoveryAfterJoinRule(),
    ];

    public static IEnumerable<Diagnostic> Check(MarkedMethod method) => All.SelectMany(rule => rule.Check(method));
}
