using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Zzz.Generators.Parsing;
using Zzz.Generators.Rules.Callbacks;
using Zzz.Generators.Rules.Controllers;
using Zzz.Generators.Rules.Routes;
using Zzz.Generators.Rules.Values;

namespace Zzz.Generators.Rules;

/// <summary>All rules about one controller. Whoever breaks none of them gets a session.</summary>
internal static class ControllerRules
{
    public static ImmutableArray<ControllerRule> All { get; } =
    [
        new AbstractControllerRule(),
        new GenericControllerRule(),
        new InaccessibleControllerRule(),
        new InaccessibleConstructorRule(),
        new AmbiguousConstructorRule(),
        new UninjectableParameterRule(),
        new RequiredMemberRule(),
        new InvalidPatternRule(),
        new UnknownParameterRule(),
        new WrongReturnTypeRule(),
        new GenericCallbackRule(),
        new InaccessibleCallbackRule(),
        new AsyncVoidCallbackRule(),
        new DuplicateCallbackRule(),
        new MissingPayloadRule(),
        new RepeatedParameterRule(),
        new WrongConfigureRule(),
        new MixedMessageHandlersRule(),
        new NotInPatternRule(),
        new UnparsableValueRule(),
    ];

    public static IEnumerable<Diagnostic> Check(Controller controller) => All.SelectMany(rule => rule.Check(controller));
}
