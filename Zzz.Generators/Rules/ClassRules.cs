using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Zzz.Generators.Parsing;
using Zzz.Generators.Rules.Callbacks;
using Zzz.Generators.Rules.Channels;
using Zzz.Generators.Rules.Controllers;
using Zzz.Generators.Rules.Routes;
using Zzz.Generators.Rules.Values;

namespace Zzz.Generators.Rules;

/// <summary>All rules about one controller, socket or channel. Whoever breaks none of them, warnings apart, gets its code.</summary>
internal static class ClassRules
{
    public static ImmutableArray<ClassRule> All { get; } =
    [
        new AbstractControllerRule(),
        new GenericControllerRule(),
        new InaccessibleControllerRule(),
        new InaccessibleConstructorRule(),
        new AmbiguousConstructorRule(),
        new UninjectableParameterRule(),
        new RequiredMemberRule(),
        new TwoMarksRule(),
        new UnwritableAttributeRule(),
        new MisplacedGuardRule(),
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
        new SpanInTaskRule(),
        new MixedMessageHandlersRule(),
        new NotInPatternRule(),
        new UnparsableValueRule(),
        new ConflictingConstraintRule(),
        new MisspeltCallbackRule(),
        new MisplacedCallbackRule(),
        new InvalidTopicRule(),
        new NoChannelRule(),
        new HiddenChannelRule(),
        new DuplicateEventRule(),
        new ReservedEventRule(),
        new UnmarkedHandlerRule(),
        new RequestValueInChannelRule(),
    ];

    private static readonly ImmutableArray<ClassRule> Errors =
        [.. All.Where(rule => rule.Descriptor.DefaultSeverity == DiagnosticSeverity.Error)];

    /// <summary>Whether code can be generated for the controller. What an unknown attribute would guard, no code may open.</summary>
    public static bool Allow(MarkedClass marked) =>
        !AttributeSearch.AllOf(marked).Any(AttributeObstacle.IsUnknown) && Errors.All(rule => !rule.Check(marked).Any());

    public static IEnumerable<Diagnostic> Check(MarkedClass marked) => All.SelectMany(rule => rule.Check(marked));
}
